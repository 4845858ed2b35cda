package dev.roster.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.roster.api.EntityTag;
import dev.roster.api.Shape;
import dev.roster.mail.Mail;
import dev.roster.membership.Member;
import dev.roster.membership.MembershipStatus;
import dev.roster.organization.Onboarding;
import dev.roster.person.Phone;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * A user, as the API shows it.
 *
 * @param status {@code invited} even if the invitation has expired: {@code invitation} says so
 * @param groups their ids
 * @param timeZone null for that of the organization
 * @param twoFactor whether they have a second factor
 * @param externalId their id in another system; only if they have one
 * @param invitation for a user who has not joined yet
 * @param mail the last email to them; only if the user is asked for alone, by those who may send emails
 * @param generatedPassword only in the answer to a creation with that onboarding
 */
public record UserJson(
        UUID id,
        UUID organization,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String username,
        @Nullable String firstName,
        @Nullable String lastName,
        String displayName,
        @Nullable Phone phone,
        @Shape(values = {"en", "de"}) String locale,
        @Nullable String timeZone,
        @Shape(keys = MembershipStatus.class) String status,
        @Nullable String role,
        @Shape(format = "uuid") List<String> groups,
        boolean home,
        @Shape(keys = Onboarding.class) String onboarding,
        Instant createdAt,
        @Nullable Instant joinedAt,
        @Nullable Instant lastSignInAt,
        boolean twoFactor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String externalId,
        @Nullable InvitationState invitation,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MailJson mail,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String generatedPassword) {

    public static UserJson of(Member member, Instant now) {
        return of(member, now, null);
    }

    public static UserJson of(Member member, Instant now, @Nullable String generatedPassword) {
        return of(member, now, null, generatedPassword);
    }

    static UserJson of(Member member, Instant now, @Nullable MailJson mail, @Nullable String generatedPassword) {
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
                member.timeZone(),
                member.status().key(),
                role == null ? null : role.key(),
                member.groups().stream().map(group -> group.id().toString()).toList(),
                member.home(),
                member.onboarding().key(),
                member.createdAt(),
                member.joinedAt(),
                member.lastSignInAt(),
                member.twoFactor(),
                member.externalId(),
                InvitationState.of(member, now).orElse(null),
                mail,
                generatedPassword);
    }

    static ResponseEntity<UserJson> answer(Member member, Instant now) {
        return answer(member, now, null);
    }

    static ResponseEntity<UserJson> answer(Member member, Instant now, @Nullable MailJson mail) {
        return ResponseEntity.ok().eTag(EntityTag.of(member.version())).body(of(member, now, mail, null));
    }

    @Override
    public String toString() {
        return "UserJson[" + id + "]"; // never the password
    }

    /**
     * What became of the last email that the organization sent to a user.
     *
     * @param status {@code accepted} by the mail server, which does not mean that it has been read; {@code delayed} after a
     *     failed attempt that is repeated; {@code kept} if there is no mail server
     * @param at when it was sent or given up, or when it was queued
     * @param reason why it was refused or delayed, in the mail server's words
     */
    public record MailJson(
            String kind,
            @Shape(format = "email") String to,

            @Shape(values = {"queued", "delayed", "accepted", "refused", "kept"})
            String status,

            Instant at,
            @Nullable String reason) {

        static MailJson of(Mail mail) {
            var endedAt = mail.endedAt();
            var status = switch (mail.status()) {
                case QUEUED, OBSOLETE -> mail.lastError() == null ? "queued" : "delayed";
                case SENT -> "accepted";
                case KEPT -> "kept";
                case FAILED -> "refused";
            };
            return new MailJson(
                    mail.queued().kind(),
                    mail.queued().recipient().value(),
                    status,
                    endedAt == null ? mail.queued().createdAt() : endedAt,
                    status.equals("refused") || status.equals("delayed") ? mail.lastError() : null);
        }
    }
}
