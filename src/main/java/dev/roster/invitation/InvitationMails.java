package dev.roster.invitation;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.credentials.MailDetails;
import dev.roster.http.Languages;
import dev.roster.http.Texts;
import dev.roster.invitation.InvitationRepository.Invited;
import dev.roster.invitation.InvitationRepository.MailedOffer;
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
import dev.roster.shared.UserId;
import dev.roster.throttle.Throttle;
import dev.roster.throttle.Throttle.RateLimit;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The emails of an invitation: the one with the person's own link, and the one that proves an address. */
@Component
class InvitationMails implements MailRenderer {
    private static final String KIND = LinkKind.INVITATION.key();
    private static final String CONFIRM = "confirm_address";
    private static final String EXPIRED = "invitation_expired";

    /** Limits how often the same person is sent an invitation. */
    private static final RateLimit MAILS = new RateLimit("invitation-mail", 20, Duration.ofHours(1));

    private final InvitationRepository repository;
    private final Links links;
    private final Outbox outbox;
    private final MailDetails details;
    private final Organizations organizations;
    private final Languages languages;
    private final Throttle throttle;

    InvitationMails(
            InvitationRepository repository,
            Links links,
            Outbox outbox,
            MailDetails details,
            Organizations organizations,
            Languages languages,
            Throttle throttle) {
        this.repository = repository;
        this.links = links;
        this.outbox = outbox;
        this.details = details;
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
        throttle.take(MAILS, granted.organization() + " " + user);
        remind(granted, user, to, link);
    }

    /** Emails the same link once more, to a person who asked for it: the limits of "forgot password" apply. */
    void remind(OrganizationPermit granted, UserId user, EmailAddress to, Link link) {
        enqueue(
                granted,
                repository.find(granted.organization(), user).orElseThrow(),
                to,
                KIND,
                MailDetails.with(link, Map.of()));
    }

    /** Tells a person who asked for a link that their invitation has expired, and who can send another one. */
    void tellExpired(OrganizationPermit granted, UserId user, EmailAddress to) {
        enqueue(granted, repository.find(granted.organization(), user).orElseThrow(), to, EXPIRED, Map.of());
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
                MailDetails.with(links.issue(granted, LinkKind.EMAIL_CHANGE, invitation.user(), validFor), Map.of()));
    }

    private void enqueue(
            Permit granted, Invitation invitation, EmailAddress to, String kind, Map<String, Object> details) {
        outbox.enqueue(
                granted,
                new NewMail(invitation.organization(), invitation.user(), kind, to, invitation.locale(), details));
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND, CONFIRM, EXPIRED);
    }

    /** Empty once the invitation has been revoked, answered or replaced while the email was queued. */
    @Override
    public Function<QueuedMail, Optional<MailContent>> open(List<QueuedMail> mails) {
        var offers = repository.listMailed(mails);
        var live = details.links(mails);
        return mail -> Optional.ofNullable(offers.get(mail.id()))
                .flatMap(offer -> mail.kind().equals(EXPIRED)
                        ? Optional.ofNullable(offer.invited()).map(invited -> expired(mail, offer, invited))
                        : live.apply(mail)
                                .flatMap(link -> mail.kind().equals(CONFIRM)
                                        ? Optional.of(confirmation(mail, link, offer))
                                        : Optional.ofNullable(offer.invited())
                                                .map(invited -> content(mail, link, offer, invited))));
    }

    private MailContent content(QueuedMail mail, Link link, MailedOffer offer, Invited invited) {
        var name = offer.organization();
        var texts = languages.in(mail.locale());
        var by = invited.by();
        return new MailContent(
                texts.get("mail.invitation.subject", name),
                name,
                List.of(
                        texts.get("mail.greeting", invited.displayName()),
                        by == null
                                ? texts.get("mail.invitation.what.other", name)
                                : texts.get("mail.invitation.what.by", name, by),
                        texts.get("mail.invitation.then", mail.recipient())),
                new Button(texts.get("mail.invitation.button"), links.mailed(link)),
                List.of(personal(invited, link, texts, offer.zone()), texts.get("mail.invitation.unexpected")));
    }

    private MailContent expired(QueuedMail mail, MailedOffer offer, Invited invited) {
        var name = offer.organization();
        var texts = languages.in(mail.locale());
        var by = invited.by();
        return new MailContent(
                texts.get("mail.invitation-expired.subject", name),
                name,
                List.of(
                        texts.get("mail.greeting", invited.displayName()),
                        texts.get("mail.invitation-expired.what", name),
                        by == null
                                ? texts.get("mail.invitation-expired.then.other", name)
                                : texts.get("mail.invitation-expired.then.by", name, by)),
                null,
                List.of(texts.get("mail.invitation-expired.unexpected")));
    }

    private MailContent confirmation(QueuedMail mail, Link link, MailedOffer offer) {
        var organization = offer.organization();
        var texts = languages.in(mail.locale());
        return new MailContent(
                texts.get("mail.confirm-address.subject", organization),
                organization,
                List.of(
                        texts.get("mail.confirm-address.what", mail.recipient(), organization),
                        texts.get("mail.confirm-address.then")),
                new Button(texts.get("mail.confirm-address.button"), links.mailed(link)),
                List.of(
                        texts.get("mail.works-until", texts.moment(link.expiresAt(), offer.zone(), mail.createdAt())),
                        texts.get("mail.confirm-address.unexpected")));
    }

    private static String personal(Invited invited, Link link, Texts texts, ZoneId zone) {
        var validFor = Duration.between(invited.sentAt(), link.expiresAt());
        var until = texts.moment(link.expiresAt(), zone, invited.sentAt());
        return validFor.toHours() % 24 == 0
                ? texts.get("mail.invitation.personal.days", validFor.toDays(), until)
                : texts.get("mail.invitation.personal.hours", validFor.toHours(), until);
    }
}
