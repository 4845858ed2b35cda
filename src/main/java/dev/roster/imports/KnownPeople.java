package dev.roster.imports;

import dev.roster.importfile.ImportedUser;
import dev.roster.membership.Member;
import dev.roster.membership.MembershipStatus;
import dev.roster.shared.EmailAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The people of an import who already exist, found by external id or else by address. */
final class KnownPeople {
    private final Map<String, Member> byExternalId = new HashMap<>();
    private final Map<String, Member> byEmail = new HashMap<>();

    private KnownPeople() {}

    static KnownPeople of(List<Member> members) {
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

    boolean has(ImportedUser row) {
        return find(row) != null;
    }

    Member get(ImportedUser row) {
        return Objects.requireNonNull(find(row));
    }

    private @Nullable Member find(ImportedUser row) {
        var externalId = ImportedUser.text(row.externalId());
        var found = externalId == null ? null : byExternalId.get(externalId);
        return found != null ? found : byEmail.get(row.emailKey());
    }
}
