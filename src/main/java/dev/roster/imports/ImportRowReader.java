package dev.roster.imports;

import dev.roster.access.AccessProblem;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.creation.NewUserReader;
import dev.roster.importfile.ImportedUser;
import dev.roster.membership.ExternalIds;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.NewUser;
import dev.roster.organization.Onboarding;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.Departure;
import dev.roster.password.FirstPassword;
import dev.roster.password.HashedPassword;
import dev.roster.password.Passwords;
import dev.roster.person.Profile.Required;
import dev.roster.shared.InvalidException;
import org.jspecify.annotations.Nullable;

/** Reads the rows of an import that describe new users, by the rules of a single creation. Writes nothing. */
final class ImportRowReader {

    private final OrganizationPermit granted;
    private final Policy policy;
    private final NewUserReader.Names names;

    ImportRowReader(OrganizationPermit granted, Policy policy, NewUserReader.Names names) {
        this.granted = granted;
        this.policy = policy;
        this.names = names;
    }

    /**
     * @throws InvalidException for invalid fields
     * @throws dev.roster.shared.ProblemException for what the actor may not do
     */
    NewUser read(ImportedUser row) {
        var errors = new InvalidException.Collector();
        var externalId = ExternalIds.read(row.externalId(), errors);
        var hashed = hashed(row.passwordHash(), errors);
        var status = status(row.statusKey(), hashed, errors);
        var draft = row.forNew();
        var named =
                draft.withProfile(draft.profile().withNamesFor(policy.newUser().name()));
        // A person who is known only by an address adds their names.
        var required = new Required(true, !row.isNameless());
        var newcomer = NewUserReader.read(names, policy, named, status, onboarding(status), required, errors);
        if (hashed != null) {
            require(Permission.ORGANIZATION_ADMINISTER);
        }
        if (status == MembershipStatus.INACTIVE) {
            require(Permission.USERS_DEACTIVATE);
        }
        var known = newcomer.withExternalId(externalId);
        return hashed == null ? known : known.withPassword(FirstPassword.given(hashed, false));
    }

    private static Onboarding onboarding(MembershipStatus status) {
        return switch (status) {
            case INVITED -> Onboarding.INVITATION;
            case PENDING -> Onboarding.EMAIL_LINK;
            default -> Onboarding.TYPED_PASSWORD;
        };
    }

    private void require(Permission permission) {
        if (!granted.actor().may(permission, granted.organization())) {
            throw AccessProblem.FORBIDDEN.with(permission);
        }
    }

    private static @Nullable HashedPassword hashed(@Nullable String typed, InvalidException.Collector errors) {
        var hash = ImportedUser.text(typed);
        if (hash == null) {
            return null;
        }
        var hashed = Passwords.readForeign(hash);
        if (hashed.isEmpty()) {
            errors.add("passwordHash", "password-hash");
        }
        return hashed.orElse(null);
    }

    /**
     * The requested status; by default active with a password, invited if invitations are the onboarding, and pending
     * otherwise.
     */
    private MembershipStatus status(
            @Nullable String key, @Nullable HashedPassword hashed, InvalidException.Collector errors) {
        boolean invites = policy.onboarding().contains(Onboarding.INVITATION);
        var status = key == null ? standard(hashed) : MembershipStatus.find(key).orElse(MembershipStatus.ERASED);
        boolean offered = switch (status) {
            case ACTIVE -> hashed != null || errors.has("passwordHash");
            case INACTIVE -> policy.offers(Departure.DEACTIVATE);
            case PENDING -> hashed == null;
            case INVITED -> hashed == null && invites;
            case DECLINED, DELETED, REMOVED, ERASED -> false;
        };
        if (!offered) {
            errors.add("status", status == MembershipStatus.ACTIVE ? "active-needs-hash" : "not-for-new");
        }
        return status;
    }

    private MembershipStatus standard(@Nullable HashedPassword hashed) {
        if (hashed != null) {
            return MembershipStatus.ACTIVE;
        }
        return policy.defaultOnboarding() == Onboarding.INVITATION
                ? MembershipStatus.INVITED
                : MembershipStatus.PENDING;
    }
}
