package dev.roster.credentials;

import dev.roster.access.Permit;
import dev.roster.mail.MailContent;
import dev.roster.mail.MailRenderer;
import dev.roster.mail.QueuedMail;
import dev.roster.membership.Member;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Tells a person that an administrator has given them a new password: who and when, but never the password. */
@Component
class GivenPasswordMails implements MailRenderer {
    private static final String KIND = "password_given";
    private static final String ABOUT = "mail.password-given.";

    private final MemberMails mails;

    GivenPasswordMails(MemberMails mails) {
        this.mails = mails;
    }

    void tell(Permit granted, Member member) {
        mails.tell(granted, member, KIND);
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    @Override
    public Function<QueuedMail, Optional<MailContent>> open(List<QueuedMail> queued) {
        var letters = mails.open(queued);
        return mail -> letters.apply(mail).map(letter -> {
            var texts = letter.texts();
            return letter.content(
                    ABOUT,
                    letter.done(ABOUT, texts.moment(mail.createdAt(), letter.zone(), mail.createdAt())),
                    texts.get("mail.password-given.then"),
                    null,
                    texts.get("mail.password-given.unexpected", letter.organization()));
        });
    }
}
