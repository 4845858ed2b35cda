package dev.roster.factors;

import dev.roster.factor.Factors;
import dev.roster.http.LocalPath;
import dev.roster.http.Redirect;
import dev.roster.signin.SignIn;
import dev.roster.signin.SignInProblem;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
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

/** Asks for the second factor after the password. */
@Controller
@RequestMapping("/login/second-factor")
class SecondFactorPages {
    private final Templates templates = new StaticTemplates();
    private final SignIn signIn;
    private final Factors factors;

    SecondFactorPages(SignIn signIn, Factors factors) {
        this.signIn = signIn;
        this.factors = factors;
    }

    @GetMapping
    ResponseEntity<JteModel> ask(
            Screen screen, @RequestParam(defaultValue = "") String next, HttpServletRequest request) {
        return signIn.isPending(request)
                ? Html.ok(templates.factorAsk(screen, next, FormErrors.NONE))
                : Redirect.to(screen.signedIn() ? LocalPath.or(next, "/organizations") : "/login");
    }

    @PostMapping
    ResponseEntity<JteModel> prove(
            Screen screen,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        return Forms.submit(
                screen,
                () -> Redirect.to(
                        LocalPath.or(next, signIn.complete(user -> factors.use(user, code), request, response))),
                errors -> again(screen, next, errors));
    }

    /** Who has to start over does so with the password. */
    private ResponseEntity<JteModel> again(Screen screen, String next, FormErrors errors) {
        var refusal = errors.refusal();
        return Html.of(
                errors,
                refusal != null && refusal.problem() instanceof SignInProblem
                        ? templates.signinLogin(screen, "", null, next, errors)
                        : templates.factorAsk(screen, next, errors));
    }
}
