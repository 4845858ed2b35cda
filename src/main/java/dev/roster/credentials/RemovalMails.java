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

/** Tells people that they no longer belong to an organization. */
@Component
public class RemovalMails implements MailRenderer {
    private static final String KIND = "removed";
    private static final String ABOUT = "mail.removed.";

    private final MemberMails mails;

    RemovalMails(MemberMails mails) {
        this.mails = mails;
    }

    public void tell(Permit granted, Member member) {
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
            var organization = letter.organization();
            return letter.content(
                    ABOUT,
                    letter.done(ABOUT),
                    texts.get("mail.removed.then", organization),
                    null,
                    texts.get("mail.removed.unexpected", organization));
        });
    }
}
