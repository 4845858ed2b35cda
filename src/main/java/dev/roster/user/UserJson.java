package dev.roster.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user, as the API shows it.
 *
 * @param generatedPassword in the answer to a creation only, and there only with that onboarding
 */
record UserJson(
        UUID id,
        UUID organization,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String username,
        @Nullable String firstName,
        @Nullable String lastName,
        String displayName,
        Member.@Nullable Phone phone,
        String locale,
        String status,
        @Nullable String role,
        List<String> groups,
        boolean home,
        String onboarding,
        Instant createdAt,
        @Nullable Instant joinedAt,
        @Nullable Instant lastSignInAt,
        @Nullable Object invitation,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String generatedPassword) {

    static UserJson of(Member member) {
        return of(member, null);
    }

    static UserJson of(Member member, @Nullable String generatedPassword) {
        var role = member.role();
        return new UserJson(
                member.id().value(),
                member.organization().value(),
                member.email(),
                member.emailVerified(),
                member.username(),
                member.firstName(),
                member.lastName(),
                member.displayName(),
                member.phone(),
                member.locale(),
                member.status().key(),
                role == null ? null : role.key(),
                List.of(),
                member.home(),
                member.onboarding().key(),
                member.createdAt(),
                member.joinedAt(),
                member.lastSignInAt(),
                null,
                generatedPassword);
    }

    @Override
    public String toString() {
        return "UserJson[" + id + "]"; // never the password
    }
}
