package dev.roster.invitation;

import dev.roster.user.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What sending several invitations again would do. */
public record SendView(List<Touched> invited) {
    public SendView {
        invited = List.copyOf(invited);
    }

    /**
     * @param again whether the same link goes once more, or a new one
     * @param obstacle why this one would be skipped, or null
     */
    public record Touched(
            Member member, boolean again, @Nullable String obstacle) {}

    public List<Touched> sent() {
        return invited.stream().filter(one -> one.obstacle() == null).toList();
    }

    public List<Touched> skipped() {
        return invited.stream().filter(one -> one.obstacle() != null).toList();
    }
}
