package dev.roster.mail;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.http.Redirect;
import dev.roster.shared.Cursor;
import dev.roster.shared.Ids;
import dev.roster.shared.InvalidException;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The operator's email queue; in demo mode also everyone's mailbox, at {@code /dev/mail}. */
@Controller
class MailPages {
    private static final int ROWS = 50;

    /** The email's styles are inline, as mail clients need them; it still can load and run nothing. */
    private static final String MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
            + " frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

    private static final Actor DEMO = new Actor.Job("dev-mail");

    private final Templates templates = new StaticTemplates();
    private final Mails mails;
    private final MailSettings settings;

    MailPages(Mails mails, MailSettings settings) {
        this.mails = mails;
        this.settings = settings;
    }

    @GetMapping("/operator/mails")
    ResponseEntity<JteModel> queue(
            Screen screen,
            Actor actor,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(required = false) @Nullable String after) {
        var page = mails.list(actor, status(status), Cursor.ofRequest(after), ROWS);
        return Html.ok(templates.mailQueue(
                screen,
                page,
                status,
                mails.bodiesAreReadable(),
                mails.pause(actor).orElse(null)));
    }

    @PostMapping("/operator/mails/retry")
    ResponseEntity<Void> retryAll(Actor actor, HttpServletResponse response) {
        mails.retryAll(actor);
        Flash.leave(response, "done.mails-retried");
        return Redirect.to("/operator/mails");
    }

    @PostMapping("/operator/mails/{mail}/retry")
    ResponseEntity<Void> retry(Actor actor, @PathVariable String mail, HttpServletResponse response) {
        mails.retry(actor, id(mail));
        Flash.leave(response, "done.mail-retried");
        return Redirect.to("/operator/mails");
    }

    @GetMapping("/operator/mails/{mail}")
    ResponseEntity<JteModel> show(Screen screen, Actor actor, @PathVariable String mail) {
        return Html.ok(templates.mailShow(
                screen,
                mails.get(actor, id(mail)),
                mails.rendered(actor, id(mail)).orElse(null),
                "/operator/mails"));
    }

    @GetMapping("/operator/mails/{mail}/body")
    ResponseEntity<String> body(Actor actor, @PathVariable String mail) {
        return body(actor, id(mail));
    }

    @GetMapping("/dev/mail")
    ResponseEntity<JteModel> mailbox(Screen screen, @RequestParam(required = false) @Nullable String after) {
        requireDemo();
        return Html.ok(templates.mailMailbox(screen, mails.list(DEMO, null, Cursor.ofRequest(after), ROWS)));
    }

    @GetMapping("/dev/mail/{mail}")
    ResponseEntity<JteModel> demoMail(Screen screen, @PathVariable String mail) {
        requireDemo();
        return Html.ok(templates.mailShow(
                screen,
                mails.get(DEMO, id(mail)),
                mails.rendered(DEMO, id(mail)).orElse(null),
                "/dev/mail"));
    }

    @GetMapping("/dev/mail/{mail}/body")
    ResponseEntity<String> demoBody(@PathVariable String mail) {
        requireDemo();
        return body(DEMO, id(mail));
    }

    private ResponseEntity<String> body(Actor actor, MailId mail) {
        var rendered = mails.rendered(actor, mail).orElseThrow(AccessProblem.NOT_FOUND::with);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", MAIL_POLICY)
                .header("X-Frame-Options", "SAMEORIGIN")
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .body(rendered.html());
    }

    private void requireDemo() {
        if (!settings.demo()) {
            throw AccessProblem.NOT_FOUND.with();
        }
    }

    private static @Nullable MailStatus status(String key) {
        if (key.isEmpty()) {
            return null;
        }
        return Arrays.stream(MailStatus.values())
                .filter(s -> s.key().equals(key))
                .findFirst()
                .orElseThrow(() -> InvalidException.of("status", "unknown"));
    }

    private static MailId id(String mail) {
        return Ids.read(mail).map(MailId::new).orElseThrow(AccessProblem.NOT_FOUND::with);
    }
}
