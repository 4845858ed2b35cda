package dev.roster.profile;

import dev.roster.access.Actor;
import dev.roster.credentials.PasswordHintTexts;
import dev.roster.http.Redirect;
import dev.roster.password.PasswordRules;
import dev.roster.signin.RememberedBrowsers;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lets users change their own password. */
@Controller
@RequestMapping("/me/password")
class MyPasswordPages {
    private final Templates templates = new StaticTemplates();
    private final OwnPassword own;
    private final PasswordRules rules;
    private final RememberedBrowsers browsers;

    MyPasswordPages(OwnPassword own, PasswordRules rules, RememberedBrowsers browsers) {
        this.own = own;
        this.rules = rules;
        this.browsers = browsers;
    }

    @GetMapping
    ResponseEntity<JteModel> show(Screen screen, Actor.SignedIn actor) {
        return form(screen, actor, FormErrors.NONE);
    }

    @PostMapping
    ResponseEntity<JteModel> change(
            Screen screen,
            Actor.SignedIn actor,
            @RequestParam(defaultValue = "") String present,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        return Forms.submit(
                screen,
                () -> {
                    own.change(actor, present, password);
                    browsers.remember(actor.user(), request, response);
                    Flash.leave(response, "done.password-changed");
                    return Redirect.to(actor.mustChangePassword() ? "/organizations" : "/me/password");
                },
                errors -> form(screen, actor, errors));
    }

    private ResponseEntity<JteModel> form(Screen screen, Actor.SignedIn actor, FormErrors errors) {
        var hints = PasswordHintTexts.of(screen.texts(), rules, own.rule(actor), errors);
        return Html.of(errors, templates.signinPassword(screen, actor.mustChangePassword(), hints, errors));
    }
}
