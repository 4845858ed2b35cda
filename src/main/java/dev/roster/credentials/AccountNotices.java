package dev.roster.credentials;

import dev.roster.access.Permit;
import dev.roster.credentials.MemberMails.Letter;
import dev.roster.mail.MailContent;
import dev.roster.mail.MailRenderer;
import dev.roster.mail.QueuedMail;
import dev.roster.membership.Member;
import dev.roster.shared.EmailAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Tells people what an organization did with their account. These emails contain no link, and never a password. */
@Component
public class AccountNotices implements MailRenderer {
    private static final String REMOVED = "removed";
    private static final String PASSWORD_GIVEN = "password_given";
    private static final String FACTORS_RESET = "factors_reset";
    private static final String DEACTIVATED = "deactivated";

    private final MemberMails mails;

    AccountNotices(MemberMails mails) {
        this.mails = mails;
    }

    /** Says that they no longer belong to the organization. */
    public void tellRemoved(Permit granted, Member member) {
        mails.tell(granted, member, REMOVED);
    }

    /** Says that an administrator has given them a new password: who and when. */
    void tellPasswordGiven(Permit granted, Member member) {
        mails.tell(granted, member, PASSWORD_GIVEN);
    }

    /** Says that an administrator has removed their second factors: who and when. */
    void tellFactorsReset(Permit granted, Member member) {
        mails.tell(granted, member, FACTORS_RESET);
    }

    /** Says why there is no link for a new password, and whom to ask. */
    public void tellDeactivated(Permit granted, Member member) {
        EmailAddress.read(String.valueOf(member.email()))
                .ifPresent(to -> mails.send(granted, member, to, DEACTIVATED, Map.of()));
    }

    @Override
    public Set<String> kinds() {
        return Set.of(REMOVED, PASSWORD_GIVEN, FACTORS_RESET, DEACTIVATED);
    }

    @Override
    public Function<QueuedMail, Optional<MailContent>> open(List<QueuedMail> queued) {
        var letters = mails.open(queued);
        return mail -> letters.apply(mail).map(letter -> switch (mail.kind()) {
            case REMOVED -> removed(letter);
            case PASSWORD_GIVEN -> given(mail, letter, "mail.password-given.");
            case FACTORS_RESET -> given(mail, letter, "mail.factors-reset.");
            default -> deactivated(letter);
        });
    }

    private static MailContent removed(Letter letter) {
        var about = "mail.removed.";
        return letter.content(
                about,
                letter.done(about),
                letter.texts().get("mail.removed.then", letter.organization()),
                null,
                letter.texts().get("mail.removed.unexpected", letter.organization()));
    }

    private static MailContent given(QueuedMail mail, Letter letter, String about) {
        var at = letter.texts().moment(mail.createdAt(), letter.zone(), mail.createdAt());
        return letter.content(
                about,
                letter.done(about, at),
                letter.texts().get(about + "then"),
                null,
                letter.texts().get(about + "unexpected", letter.organization()));
    }

    private static MailContent deactivated(Letter letter) {
        return letter.content(
                "mail.deactivated.",
                letter.texts().get("mail.deactivated.what", letter.organization()),
                letter.texts().get("mail.deactivated.then", letter.organization()),
                null,
                letter.texts().get("mail.deactivated.unexpected"));
    }
}
