package dev.roster.signin;

import dev.roster.password.PasswordRules;
import dev.roster.person.Phone;
import dev.roster.shared.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people see about themselves.
 *
 * @param timeZone their own, or null for that of their organization
 * @param maySetPassword false if they were deactivated or deleted since the link was emailed
 */
public record Person(
        UserId id,
        @Nullable String email,
        @Nullable String username,
        @Nullable String firstName,
        @Nullable String lastName,
        String displayName,
        @Nullable Phone phone,
        String locale,
        @Nullable String timeZone,
        boolean maySetPassword) {

    /** What a password must not be made of. */
    public List<String> personal() {
        return PasswordRules.personal(email, username, firstName, lastName, displayName);
    }

    /** The email address or, without one, the username. */
    public String signInName() {
        return email != null ? email : username != null ? username : "";
    }
}
