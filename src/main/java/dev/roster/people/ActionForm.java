package dev.roster.people;

import dev.roster.membership.Member;
import org.jspecify.annotations.Nullable;

/**
 * The input of a {@link MemberAction}'s dialog; each action uses at most one of these fields.
 *
 * @param mail present if the checkbox is ticked
 */
public record ActionForm(
        @Nullable String role,
        @Nullable String email,
        @Nullable String password,
        @Nullable String confirm,
        @Nullable String mail) {

    static ActionForm empty(Member member) {
        var held = member.role();
        return new ActionForm(held == null ? null : held.key(), null, null, null, "on");
    }

    public String roleOrBlank() {
        return orBlank(role);
    }

    public String emailOrBlank() {
        return orBlank(email);
    }

    String passwordOrBlank() {
        return orBlank(password);
    }

    public String confirmOrBlank() {
        return orBlank(confirm);
    }

    private static String orBlank(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    @Override
    public String toString() {
        return "ActionForm"; // never the password
    }
}
