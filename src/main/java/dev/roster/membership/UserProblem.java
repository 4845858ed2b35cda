package dev.roster.membership;

import dev.roster.organization.Policy;
import dev.roster.organization.Policy.Departure;
import dev.roster.shared.Problem;
import java.util.Locale;
import java.util.Set;

/** What can go wrong with users and memberships. */
public enum UserProblem implements Problem {
    ADDRESS_ACTIVE_HERE("address-active-here", 409),
    ADDRESS_INVITED_HERE("address-invited-here", 409),
    /** With {@code restorable} in its details. */
    ADDRESS_DELETED_HERE("address-deleted-here", 409),
    ADDRESS_KNOWN_ELSEWHERE("address-known-elsewhere", 409),
    USERNAME_TAKEN("username-taken", 409),
    /** Another user of the organization has this id of another system. */
    EXTERNAL_ID_TAKEN("external-id-taken", 409),
    /** There is no email address to send to. */
    NO_ADDRESS("no-address", 409),
    /** The state chart has no such transition. */
    NOT_IN_THIS_STATUS("not-in-this-status", 409),
    /** The organization's policy does not offer this. */
    NOT_OFFERED("not-offered", 409),
    /** The organization's policy does not let anyone give another user a password in this way. */
    PASSWORD_NOT_YOURS("password-not-yours", 409),
    /** Nor, then, a new address, which would amount to the same. */
    ADDRESS_NOT_YOURS("address-not-yours", 409),
    /** The profile belongs to the organization where the account was created. */
    NOT_HOME("not-home", 403);

    private static final Set<Problem> ABOUT_ADDRESS =
            Set.of(ADDRESS_ACTIVE_HERE, ADDRESS_INVITED_HERE, ADDRESS_DELETED_HERE, ADDRESS_KNOWN_ELSEWHERE);

    private final String code;
    private final int status;

    UserProblem(String code, int status) {
        this.code = code;
        this.status = status;
    }

    /** Whether to show it at the address field. */
    public static boolean isAboutAddress(Problem problem) {
        return ABOUT_ADDRESS.contains(problem);
    }

    /** Checks that the organization offers this kind of departure. */
    public static void requireOffered(Policy policy, Departure departure) {
        if (!policy.offers(departure)) {
            throw NOT_OFFERED.with(departure.name().toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }
}
