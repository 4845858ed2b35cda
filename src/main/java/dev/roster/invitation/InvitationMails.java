package dev.roster.invitation;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.http.Languages;
import dev.roster.http.Texts;
import dev.roster.link.Link;
import dev.roster.link.LinkKind;
import dev.roster.link.Links;
import dev.roster.mail.MailContent;
import dev.roster.mail.MailContent.Button;
import dev.roster.mail.MailRenderer;
import dev.roster.mail.NewMail;
import dev.roster.mail.Outbox;
import dev.roster.mail.QueuedMail;
import dev.roster.organization.Organizations;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import dev.roster.throttle.Throttle;
import dev.roster.throttle.Throttle.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The emails of an invitation: the one with the person's own link, and the one that proves an address. */
@Component
class InvitationMails implements MailRenderer {
    private static final String KIND = LinkKind.INVITATION.key();
    private static final String CONFIRM = "confirm_address";

    /** Limits how often the same person is sent an invitation. */
    private static final RateLimit MAILS = new RateLimit("invitation-mail", 20, Duration.ofHours(1));

    private final InvitationRepository repository;
    private final Links links;
    private final Outbox outbox;
    private final Organizations organizations;
    private final Languages languages;
    private final Throttle throttle;

    InvitationMails(
            InvitationRepository repository,
            Links links,
            Outbox outbox,
            Organizations organizations,
            Languages languages,
            Throttle throttle) {
        this.repository = repository;
        this.links = links;
        this.outbox = outbox;
        this.organizations = organizations;
        this.languages = languages;
        this.throttle = throttle;
    }

    /**
     * Emails the link of a user's invitation.
     *
     * @param to the address of the account, however it was spelled in the invitation
     * @throws dev.roster.shared.ProblemException {@code too-many-requests} if they were emailed too often recently
     */
    void send(OrganizationPermit granted, UserId user, EmailAddress to, Link link) {
        var here = granted.organization();
        throttle.take(MAILS, here + " " + user);
        enqueue(granted, repository.find(here, user).orElseThrow(), to, KIND, link);
    }

    /** For people who came through a copied link, to prove that the address is theirs. */
    void askToConfirm(Permit granted, Invitation invitation, EmailAddress to) {
        var validFor =
                organizations.get(invitation.organization()).policy().links().forEmailChange();
        enqueue(
                granted,
                invitation,
                to,
                CONFIRM,
                links.issue(granted, LinkKind.EMAIL_CHANGE, invitation.user(), validFor));
    }

    private void enqueue(Permit granted, Invitation invitation, EmailAddress to, String kind, Link link) {
        outbox.enqueue(
                granted,
                new NewMail(
                        invitation.organization(),
                        invitation.user(),
                        kind,
                        to,
                        invitation.locale(),
                        Map.of("link", link.id().toString(), "generation", link.generation())));
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND, CONFIRM);
    }

    /** Empty once the invitation has been revoked, answered or replaced while the email was queued. */
    @Override
    public Optional<MailContent> render(QueuedMail mail) {
        var person = mail.user();
        var organization = mail.organization();
        if (person == null || organization == null) {
            return Optional.empty();
        }
        var link = links.findLive(mail.id("link"), (int) mail.number("generation"));
        return mail.kind().equals(CONFIRM)
                ? link.map(live -> confirmation(mail, live, organization))
                : link.flatMap(live -> repository
                        .find(organization, person)
                        .map(invitation -> content(mail, live, invitation, organization)));
    }

    private MailContent content(QueuedMail mail, Link link, Invitation invitation, OrganizationId organization) {
        var name = organizations.get(organization).name();
        var texts = languages.in(mail.locale());
        var what = repository
                .findName(invitation.inviter())
                .map(by -> texts.get("mail.invitation.what.by", name, by))
                .orElseGet(() -> texts.get("mail.invitation.what.other", name));
        return new MailContent(
                texts.get("mail.invitation.subject", name),
                name,
                List.of(
                        texts.get("mail.greeting", invitation.displayName()),
                        what,
                        texts.get("mail.invitation.then", mail.recipient())),
                new Button(texts.get("mail.invitation.button"), links.mailed(link)),
                List.of(personal(invitation, link, texts), texts.get("mail.invitation.unexpected")));
    }

    private MailContent confirmation(QueuedMail mail, Link link, OrganizationId organization) {
        var name = organizations.get(organization).name();
        var texts = languages.in(mail.locale());
        return new MailContent(
                texts.get("mail.confirm-address.subject", name),
                name,
                List.of(
                        texts.get("mail.confirm-address.what", mail.recipient(), name),
                        texts.get("mail.confirm-address.then")),
                new Button(texts.get("mail.confirm-address.button"), links.mailed(link)),
                List.of(
                        texts.get("mail.works-until", texts.inUtc(link.expiresAt())),
                        texts.get("mail.confirm-address.unexpected")));
    }

    private static String personal(Invitation invitation, Link link, Texts texts) {
        var validFor = Duration.between(invitation.sentAt(), link.expiresAt());
        var until = texts.inUtc(link.expiresAt());
        return validFor.toHours() % 24 == 0
                ? texts.get("mail.invitation.personal.days", validFor.toDays(), until)
                : texts.get("mail.invitation.personal.hours", validFor.toHours(), until);
    }
}
