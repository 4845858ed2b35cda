package dev.roster.user;

import dev.roster.access.Granted;
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
import dev.roster.organization.Policy;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import dev.roster.web.Languages;
import dev.roster.web.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The mails with which a person sets or resets their own password. The link is made when the mail goes, not before. */
@Component
public class PasswordMails implements MailRenderer {
    private static final String SET = LinkKind.SET_PASSWORD.key();
    private static final String RESET = LinkKind.RESET_PASSWORD.key();

    private final Links links;
    private final Outbox outbox;
    private final Organizations organizations;
    private final MemberRepository members;
    private final Languages languages;

    PasswordMails(
            Links links, Outbox outbox, Organizations organizations, MemberRepository members, Languages languages) {
        this.links = links;
        this.outbox = outbox;
        this.organizations = organizations;
        this.members = members;
        this.languages = languages;
    }

    /** Who asked for a reset. */
    public enum Cause {
        ADMINISTRATOR,
        /** By way of "forgot password". */
        THEMSELVES
    }

    /** Mails a link with which a new (or restored) person sets their first password. */
    public Link sendSetPassword(Granted granted, Member member, Policy policy) {
        return send(granted, member, LinkKind.SET_PASSWORD, policy.links().forSetPassword(), by(granted));
    }

    /** Mails a link with which a person replaces their password. An earlier one is dead from now on. */
    public Link sendResetPassword(Granted granted, Member member, Policy policy, Cause cause) {
        var by = cause == Cause.THEMSELVES ? Map.<String, Object>of("themselves", true) : by(granted);
        return send(granted, member, LinkKind.RESET_PASSWORD, policy.links().forResetPassword(), by);
    }

    @Override
    public Set<String> kinds() {
        return Set.of(SET, RESET);
    }

    @Override
    public Optional<MailContent> render(QueuedMail mail) {
        var link = links.findLive(mail.id("link"), (int) mail.number("generation"));
        var organization = mail.organization();
        if (link.isEmpty() || organization == null) {
            return Optional.empty();
        }
        var member = members.find(organization, link.get().user());
        if (member.isEmpty()) {
            return Optional.empty();
        }
        var name = organizations.get(organization).name();
        var texts = languages.in(mail.locale());
        var about = mail.kind().equals(SET) ? "mail.set-password." : "mail.reset-password.";
        return Optional.of(new MailContent(
                texts.get(about + "subject", name),
                name,
                List.of(
                        texts.get("mail.greeting", member.get().displayName()),
                        texts.get(about + "why." + cause(mail), name, who(organization, mail).orElse("")),
                        texts.get(about + "what")),
                new Button(texts.get(about + "button"), links.mailed(link.get())),
                List.of(
                        texts.get("mail.works-until", until(link.get().expiresAt(), texts)),
                        texts.get("mail.sign-in-with", member.get().signInName()),
                        texts.get(about + "unexpected"))));
    }

    private Link send(
            Granted granted, Member member, LinkKind kind, Duration works, Map<String, Object> by) {
        var link = links.issue(granted, kind, member.id(), works);
        var details = new HashMap<String, Object>(by);
        details.put("link", link.id().toString());
        details.put("generation", link.generation());
        outbox.enqueue(
                granted,
                new NewMail(
                        granted.organization(),
                        member.id(),
                        kind.key(),
                        EmailAddress.read(String.valueOf(member.email())).orElseThrow(),
                        member.locale(),
                        details));
        return link;
    }

    private static Map<String, Object> by(Granted granted) {
        return granted.actor()
                .person()
                .<Map<String, Object>>map(user -> Map.of("by", user.toString()))
                .orElse(Map.of());
    }

    private static String cause(QueuedMail mail) {
        return mail.details().containsKey("themselves") ? "themselves" : mail.details().containsKey("by") ? "by" : "other";
    }

    private Optional<String> who(OrganizationId organization, QueuedMail mail) {
        return mail.details().containsKey("by")
                ? members.findName(organization, new UserId(mail.id("by")))
                : Optional.empty();
    }

    private static String until(Instant at, Texts texts) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(texts.locale())
                        .format(at.atOffset(ZoneOffset.UTC))
                + " UTC";
    }
}
