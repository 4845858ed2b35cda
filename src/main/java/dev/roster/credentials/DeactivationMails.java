package dev.roster.credentials;

import dev.roster.access.Permit;
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

/** Tells deactivated people who ask for a new password why there is no link, and whom to ask. */
@Component
public class DeactivationMails implements MailRenderer {
    private static final String KIND = "deactivated";
    private static final String ABOUT = "mail.deactivated.";

    private final MemberMails mails;

    DeactivationMails(MemberMails mails) {
        this.mails = mails;
    }

    /** Queues the email; it contains no link. */
    public void tell(Permit granted, Member member) {
        EmailAddress.read(String.valueOf(member.email()))
                .ifPresent(to -> mails.send(granted, member, to, KIND, Map.of()));
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
                    texts.get("mail.deactivated.what", organization),
                    texts.get("mail.deactivated.then", organization),
                    null,
                    texts.get("mail.deactivated.unexpected"));
        });
    }
}
