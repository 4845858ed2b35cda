package dev.roster.factors;

import dev.roster.access.Actor;
import dev.roster.access.RecentFactor;
import dev.roster.factor.NewAuthenticator;
import dev.roster.http.Redirect;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How users sign in: their password, authenticator app and recovery codes. */
@Controller
@RequestMapping(MyFactorPages.PATH)
class MyFactorPages {
    static final String PATH = "/me/factors";

    private final Templates templates = new StaticTemplates();
    private final OwnFactors own;

    MyFactorPages(OwnFactors own) {
        this.own = own;
    }

    @GetMapping
    ResponseEntity<JteModel> show(Screen screen, Actor.SignedIn actor) {
        return page(screen, actor, FormErrors.NONE);
    }

    private ResponseEntity<JteModel> page(Screen screen, Actor.SignedIn actor, FormErrors errors) {
        return Html.of(errors, templates.factorMine(screen, own.state(actor), errors));
    }

    @GetMapping("/authenticator")
    ResponseEntity<JteModel> authenticator(Screen screen, Actor.SignedIn actor) {
        return own.state(actor).totp() != null
                ? Redirect.to(PATH)
                : Html.ok(templates.factorAuthenticator(screen, own.next(actor), FormErrors.NONE));
    }

    @PostMapping("/authenticator")
    @RecentFactor
    ResponseEntity<JteModel> add(
            Screen screen,
            Actor.SignedIn actor,
            @RequestParam(defaultValue = "") String secret,
            @RequestParam(defaultValue = "") String code,
            HttpServletResponse response) {
        return Forms.submit(
                screen,
                () -> {
                    var codes = own.add(actor, own.again(actor, secret), code);
                    if (codes.isEmpty()) {
                        Flash.leave(response, "done.authenticator-added");
                        return Redirect.to(PATH);
                    }
                    return codes(screen, codes, true);
                },
                errors -> errors.refusal() != null
                        ? page(screen, actor, errors)
                        : Html.of(errors, templates.factorAuthenticator(screen, retry(actor, secret), errors)));
    }

    /** The same secret, which the app has scanned. */
    private NewAuthenticator retry(Actor.SignedIn actor, String secret) {
        return NewAuthenticator.isSecret(secret) ? own.again(actor, secret) : own.next(actor);
    }

    @PostMapping("/authenticator/remove")
    @RecentFactor
    ResponseEntity<JteModel> remove(Screen screen, Actor.SignedIn actor, HttpServletResponse response) {
        return Forms.submit(
                screen,
                () -> {
                    own.removeAuthenticator(actor);
                    Flash.leave(response, "done.authenticator-removed");
                    return Redirect.to(PATH);
                },
                errors -> page(screen, actor, errors));
    }

    @PostMapping("/recovery-codes")
    @RecentFactor
    ResponseEntity<JteModel> renew(Screen screen, Actor.SignedIn actor) {
        return Forms.submit(
                screen,
                () -> codes(screen, own.renewRecoveryCodes(actor), false),
                errors -> page(screen, actor, errors));
    }

    /** The only answer that has them: they cannot be shown again. */
    private ResponseEntity<JteModel> codes(Screen screen, List<String> codes, boolean first) {
        return Html.ok(templates.factorCodes(screen, codes, first));
    }
}
