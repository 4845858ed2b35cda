package dev.roster.effects;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a change would do.
 *
 * @param groups those who would gain or lose something, together with the others who would gain and lose the same
 * @param invited the names of people whose invitations would no longer work, because the inviter could no longer give what
 *     they offer
 * @param unseen how many more people the change may affect than were looked at
 */
public record Effect(List<Same> groups, List<String> invited, long unseen) {
    public Effect {
        groups = List.copyOf(groups);
        invited = List.copyOf(invited);
    }

    /**
     * People and API tokens with the same gain and loss.
     *
     * @param gained the keys of permissions
     * @param lost the keys of permissions
     * @param companies the names of companies that these people could no longer manage
     */
    public record Same(List<String> gained, List<String> lost, List<String> companies, List<Affected> affected) {
        public Same {
            gained = List.copyOf(gained);
            lost = List.copyOf(lost);
            companies = List.copyOf(companies);
            affected = List.copyOf(affected);
        }
    }

    /**
     * A person, or an API token.
     *
     * @param user the person's id; null for a token
     */
    public record Affected(String name, @Nullable UUID user) {}

    public boolean isEmpty() {
        return groups.isEmpty() && invited.isEmpty();
    }
}
