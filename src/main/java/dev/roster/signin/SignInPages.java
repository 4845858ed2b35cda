package dev.roster.signin;

import dev.roster.access.Actor;
import dev.roster.credentials.PasswordHintTexts;
import dev.roster.http.LocalPath;
import dev.roster.http.Problems;
import dev.roster.http.Redirect;
import dev.roster.http.RetryAfter;
import dev.roster.link.LinkProblem;
import dev.roster.password.PasswordRules;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of people who are not signed in yet. */
@Controller
class SignInPages {
    private final Templates templates = new StaticTemplates();
    private final SignIn signIn;
    private final ForgottenPasswords forgotten;
    private final PasswordLinks links;
    private final AddressLinks addresses;
    private final PasswordRules rules;
    private final RememberedBrowsers browsers;

    SignInPages(
            SignIn signIn,
            ForgottenPasswords forgotten,
            PasswordLinks links,
            AddressLinks addresses,
            PasswordRules rules,
            RememberedBrowsers browsers) {
        this.signIn = signIn;
        this.forgotten = forgotten;
        this.links = links;
        this.addresses = addresses;
        this.rules = rules;
        this.browsers = browsers;
    }

    @GetMapping("/")
    ResponseEntity<Void> start(Screen screen) {
        return Redirect.to(screen.signedIn() ? "/organizations" : "/login");
    }

    @GetMapping("/login")
    ResponseEntity<JteModel> login(Screen screen, @RequestParam(defaultValue = "") String next) {
        if (screen.signedIn()) {
            return Redirect.to(LocalPath.or(next, "/organizations"));
        }
        return Html.of(200, templates.signinLogin(screen, "", next, FormErrors.NONE));
    }

    @PostMapping("/login")
    ResponseEntity<JteModel> login(
            Screen screen,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            var signedIn = signIn.signIn(name, password, request, response);
            return Redirect.to(LocalPath.or(next, home(signedIn)));
        } catch (ProblemException refused) {
            RetryAfter.tell(response, refused);
            var errors = FormErrors.of(screen.texts(), refused);
            return Html.of(refused.problem().status(), templates.signinLogin(screen, name, next, errors));
        }
    }

    @PostMapping("/logout")
    ResponseEntity<Void> logout(Actor.SignedIn actor, HttpServletResponse response) {
        signIn.signOut(actor, response);
        Flash.leave(response, "done.signed-out");
        return Redirect.to("/login");
    }

    @GetMapping("/forgot-password")
    ResponseEntity<JteModel> forgot(Screen screen, @RequestParam(defaultValue = "") String email) {
        return Html.of(200, templates.signinForgot(screen, email, FormErrors.NONE));
    }

    @PostMapping("/forgot-password")
    ResponseEntity<JteModel> forgot(
            Screen screen,
            @RequestParam(defaultValue = "") String email,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            var address = EmailAddress.read(email)
                    .orElseThrow(() -> InvalidException.of("email", email.isBlank() ? "required" : "email"));
            forgotten.request(address, request.getRemoteAddr());
            return Html.of(200, templates.signinForgotDone(screen, address.value()));
        } catch (InvalidException invalid) {
            return Html.of(422, templates.signinForgot(screen, email, FormErrors.of(screen.texts(), invalid)));
        } catch (ProblemException refused) {
            RetryAfter.tell(response, refused);
            var errors = FormErrors.of(screen.texts(), refused);
            return Html.of(refused.problem().status(), templates.signinForgot(screen, email, errors));
        }
    }

    /** Opening a link changes nothing: mail scanners open them, too. */
    @GetMapping("/links/{token}")
    ResponseEntity<JteModel> link(Screen screen, @PathVariable String token) {
        return addresses
                .find(token)
                .map(person -> Html.behindLink(200, templates.signinConfirmAddress(screen, person.signInName())))
                .orElseGet(() -> opened(200, screen, token, FormErrors.NONE));
    }

    /**
     * Confirms a new address.
     *
     * @param confirm comes from pressing the button, and not from a scanner that submits what forms it finds
     */
    @PostMapping(path = "/links/{token}", params = "confirm")
    ResponseEntity<JteModel> confirmAddress(
            Screen screen, @PathVariable String token, @RequestParam String confirm, HttpServletResponse response) {
        if (addresses.find(token).isEmpty() || !confirm.equals("address")) {
            return opened(200, screen, token, FormErrors.NONE);
        }
        try {
            var choose =
                    addresses.confirm(token, screen.signedIn() ? screen.me().user() : null);
            Flash.leave(response, choose.isPresent() ? "done.address-confirmed-choose" : "done.address-confirmed");
            return Redirect.to(choose.orElse("/login"));
        } catch (ProblemException dead) {
            return dead(screen, dead);
        }
    }

    @PostMapping("/links/{token}")
    ResponseEntity<JteModel> setPassword(
            Screen screen,
            @PathVariable String token,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            if (password.isEmpty()) {
                throw InvalidException.of("password", "required");
            }
            var person = links.set(token, password);
            browsers.remember(person.id(), request, response);
            Flash.leave(response, "done.password-set");
            return Redirect.to("/login");
        } catch (InvalidException invalid) {
            return opened(422, screen, token, FormErrors.of(screen.texts(), invalid));
        } catch (ProblemException refused) {
            RetryAfter.tell(response, refused);
            return refused.problem() instanceof LinkProblem
                    ? dead(screen, refused)
                    : opened(refused.problem().status(), screen, token, FormErrors.of(screen.texts(), refused));
        }
    }

    private ResponseEntity<JteModel> opened(int status, Screen screen, String token, FormErrors errors) {
        try {
            var opened = links.open(token);
            var hints = PasswordHintTexts.of(screen.texts(), rules, opened.rule());
            return Html.behindLink(
                    status,
                    templates.signinSetPassword(
                            screen,
                            opened.isFirst(),
                            opened.organization() == null ? "Roster" : opened.organization(),
                            opened.person().signInName(),
                            opened.endsOthersPassword(),
                            hints,
                            errors));
        } catch (ProblemException dead) {
            return dead(screen, dead);
        }
    }

    private ResponseEntity<JteModel> dead(Screen screen, ProblemException dead) {
        return Html.behindLink(
                dead.problem().status(),
                templates.signinDeadLink(
                        screen,
                        screen.t("problem." + dead.problem().code() + ".title"),
                        Problems.sentence(screen.texts(), dead)));
    }

    private static String home(Credentials signedIn) {
        return signedIn.onlyOrganization() != null && !signedIn.operator()
                ? "/o/" + signedIn.onlyOrganization()
                : "/organizations";
    }
}
