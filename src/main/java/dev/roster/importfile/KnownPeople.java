package dev.roster.importfile;

import dev.roster.membership.Member;
import dev.roster.membership.MembershipStatus;
import dev.roster.shared.EmailAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The people of an import who already exist, found by external id or else by address. */
public final class KnownPeople {
    private final Map<String, Member> byExternalId = new HashMap<>();
    private final Map<String, Member> byEmail = new HashMap<>();

    private KnownPeople() {}

    /** The people among these members whom a row can be about. */
    public static KnownPeople of(List<Member> members) {
        var known = new KnownPeople();
        for (var member : members) {
            // Removed and erased users are created anew, if at all.
            if (member.status() == MembershipStatus.REMOVED || member.status() == MembershipStatus.ERASED) {
                continue;
            }
            if (member.externalId() != null) {
                known.byExternalId.put(member.externalId(), member);
            }
            if (member.email() != null) {
                EmailAddress.read(member.email()).ifPresent(email -> known.byEmail.put(email.key(), member));
            }
        }
        return known;
    }

    /** Whether the row is about one of them. */
    public boolean has(ImportedUser row) {
        return find(row) != null;
    }

    /** The one whom the row is about, who must exist. */
    public Member get(ImportedUser row) {
        return Objects.requireNonNull(find(row));
    }

    private @Nullable Member find(ImportedUser row) {
        var externalId = ImportedUser.text(row.externalId());
        var found = externalId == null ? null : byExternalId.get(externalId);
        return found != null ? found : byEmail.get(row.emailKey());
    }
}
