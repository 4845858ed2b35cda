package dev.roster.directory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The state of the link that people wait for who have not set a password or answered their invitation. */
public enum LinkState {
    /** No link has been sent, or only links that no longer count. */
    NONE("""
            %1$s.status = 'pending'
            and not exists (select 1 from links l
                             where l.user_id = %1$s.user_id and l.organization_id = :organization
                               and l.kind = 'set_password' and l.ended_at is null)
            """),
    /** The link was sent and can no longer be followed. */
    EXPIRED("""
            %1$s.status in ('invited', 'pending')
            and exists (select 1 from links l
                         where l.user_id = %1$s.user_id and l.organization_id = :organization
                           and l.kind = case %1$s.status when 'invited' then 'invitation' else 'set_password' end
                           and case %1$s.status when 'invited' then least(l.expires_at, l.ended_at) < :now
                                                else l.ended_at is null and l.expires_at < :now end)
            """);

    private final String condition;

    LinkState(String condition) {
        this.condition = condition;
    }

    /** As spelled in URLs. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LinkState> find(String key) {
        return Arrays.stream(values()).filter(state -> state.key().equals(key)).findFirst();
    }

    /** The condition on a row with {@code user_id} and {@code status}; {@code :now} is the current time. */
    String condition(String alias) {
        return condition.formatted(alias);
    }
}
