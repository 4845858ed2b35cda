package dev.roster.membership;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The statuses by which the list of users can be filtered: expired invitations are a status of their own. */
public enum ListStatus {
    INVITED,
    EXPIRED,
    DECLINED,
    PENDING,
    ACTIVE,
    INACTIVE,
    DELETED;

    /** The invitations, which have a list of their own. */
    public static final List<ListStatus> INVITATIONS = List.of(INVITED, EXPIRED, DECLINED);

    /** As spelled in the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ListStatus> find(String key) {
        return Arrays.stream(values()).filter(s -> s.key().equals(key)).findFirst();
    }

    /** The condition on a membership {@code m}; {@code :now} is the current time. */
    public String condition() {
        return switch (this) {
            case INVITED -> "m.status = 'invited' and not " + RUN_OUT;
            case EXPIRED -> "m.status = 'invited' and " + RUN_OUT;
            case DECLINED, PENDING, ACTIVE, INACTIVE, DELETED -> "m.status = '" + key() + "'";
        };
    }

    private static final String RUN_OUT = """
            exists (select 1 from links l
                     where l.user_id = m.user_id and l.organization_id = m.organization_id and l.kind = 'invitation'
                       and least(l.expires_at, l.ended_at) < :now)
            """;
}
