package dev.roster.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roster.access.Actor;
import dev.roster.credentials.PasswordHintTexts;
import dev.roster.http.LocalPath;
import dev.roster.http.Redirect;
import dev.roster.password.PasswordRules;
import dev.roster.shared.Bounds;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import dev.roster.shared.Text;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import dev.roster.ui.Screens;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** The pages for people who are not signed in yet. */
@Controller
class SignInPages {
    private static final Pattern SLUG = Pattern.compile(Bounds.SLUG_PATTERN);

    /** The organization that was named at the last sign-in. */
    private static final String ORGANIZATION_COOKIE = "organization";

    /** Where those who have a second factor prove it. */
    private static final String SECOND_FACTOR = "/login/second-factor";

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
    ResponseEntity<JteModel> login(
            Screen screen,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String next,
            @RequestParam(required = false) @Nullable String organization,
            @CookieValue(name = ORGANIZATION_COOKIE, required = false) @Nullable String remembered,
            @CookieValue(name = ProposedName.COOKIE, required = false) @Nullable String proposed) {
        if (screen.signedIn()) {
            return Redirect.to(LocalPath.or(next, "/organizations"));
        }
        var named = organization != null ? organization : remembered;
        var shown = name.isEmpty() ? ProposedName.read(proposed) : name;
        return Html.ok(templates.signinLogin(screen, shown, named, next, FormErrors.NONE));
    }

    @PostMapping("/login")
    ResponseEntity<JteModel> login(
            Screen screen,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable String organization,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        return Forms.submit(
                screen,
                () -> {
                    var slug = organization == null ? "" : Text.asciiLowerCase(organization.strip());
                    var signedIn = signIn.signIn(name, slug, password, request, response);
                    ProposedName.forget(response);
                    if (SLUG.matcher(slug).matches()) {
                        Screens.keep(response, ORGANIZATION_COOKIE, slug);
                    }
                    return Redirect.to(signedIn.map(start -> LocalPath.or(next, start))
                            .orElseGet(() -> SECOND_FACTOR + "?next=" + UriUtils.encode(next, UTF_8)));
                },
                errors -> Html.of(errors, templates.signinLogin(screen, name, organization, next, errors)));
    }

    @PostMapping("/logout")
    ResponseEntity<Void> logout(Actor.SignedIn actor, HttpServletResponse response) {
        signIn.signOut(actor, response);
        Flash.leave(response, "done.signed-out");
        return Redirect.to("/login");
    }

    @GetMapping("/forgot-password")
    ResponseEntity<JteModel> forgot(Screen screen, @RequestParam(defaultValue = "") String email) {
        return Html.ok(templates.signinForgot(screen, email, FormErrors.NONE));
    }

    @PostMapping("/forgot-password")
    ResponseEntity<JteModel> forgot(
            Screen screen, @RequestParam(defaultValue = "") String email, HttpServletRequest request) {
        return Forms.submit(
                screen,
                () -> {
                    if (email.isBlank()) {
                        throw InvalidException.of("email", "required");
                    }
                    var address = EmailAddress.parse(email);
                    forgotten.request(address, request.getRemoteAddr());
                    return Html.ok(templates.signinForgotDone(screen, address.value()));
                },
                errors -> Html.of(errors, templates.signinForgot(screen, email, errors)));
    }

    /** Opening a link changes nothing: mail scanners open them, too. */
    @GetMapping("/links/{token}")
    ResponseEntity<JteModel> link(Screen screen, @PathVariable String token) {
        return addresses
                .find(token)
                .map(person -> screen.isAnother(person.id())
                        ? another(screen, token, person)
                        : Html.behindLink(templates.signinConfirmAddress(screen, person.signInName())))
                .orElseGet(() -> unlessDead(screen, () -> {
                    var opened = links.open(token);
                    return screen.isAnother(opened.person().id())
                            ? another(screen, token, opened.person())
                            : asking(screen, opened, FormErrors.NONE);
                }));
    }

    /** Nobody goes on as the person who happens to be signed in: the link is somebody else's. */
    private ResponseEntity<JteModel> another(Screen screen, String token, Person person) {
        return Html.behindLink(templates.signinAnother(screen, person.signInName(), "/links/" + token));
    }

    /** Signs out the person who happens to be signed in, and opens the link again. */
    @PostMapping(path = "/links/{token}", params = "leave")
    ResponseEntity<JteModel> leave(Screen screen, @PathVariable String token, HttpServletResponse response) {
        if (screen.signedIn()) {
            signIn.signOut(screen.me(), response);
        }
        return Redirect.to("/links/" + token);
    }

    /**
     * Confirms a new address.
     *
     * @param confirm set by pressing the button, not by a scanner that submits the forms it finds
     */
    @PostMapping(path = "/links/{token}", params = "confirm")
    ResponseEntity<JteModel> confirmAddress(
            Screen screen, @PathVariable String token, @RequestParam String confirm, HttpServletResponse response) {
        var person = addresses.find(token);
        if (person.isEmpty() || !confirm.equals("address")) {
            return opened(screen, token, FormErrors.NONE);
        }
        return unlessDead(screen, () -> {
            var choose =
                    addresses.confirm(token, screen.signedIn() ? screen.me().user() : null);
            signIn.signOutAnother(screen, person.get().id(), response);
            Flash.leave(response, choose.isPresent() ? "done.address-confirmed-choose" : "done.address-confirmed");
            return Redirect.to(choose.orElse("/login"));
        });
    }

    @PostMapping("/links/{token}")
    ResponseEntity<JteModel> setPassword(
            Screen screen,
            @PathVariable String token,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        return Forms.submit(
                screen,
                () -> {
                    if (password.isEmpty()) {
                        throw InvalidException.of("password", "required");
                    }
                    var person = links.set(token, password);
                    browsers.remember(person.id(), request, response);
                    ProposedName.leave(response, person.signInName());
                    if (signIn.signOutAnother(screen, person.id(), response)) {
                        Flash.leave(response, "done.password-set-for", person.signInName());
                    } else {
                        Flash.leave(response, "done.password-set");
                    }
                    return Redirect.to("/login");
                },
                errors -> opened(screen, token, errors));
    }

    private ResponseEntity<JteModel> opened(Screen screen, String token, FormErrors errors) {
        return unlessDead(screen, () -> asking(screen, links.open(token), errors));
    }

    private ResponseEntity<JteModel> asking(Screen screen, PasswordLinks.Opened opened, FormErrors errors) {
        var hints = PasswordHintTexts.of(screen.texts(), rules, opened.rule(), errors);
        return Html.behindLink(
                errors,
                templates.signinSetPassword(
                        screen,
                        opened.isFirst(),
                        opened.organization() == null ? "Roster" : opened.organization(),
                        opened.person().signInName(),
                        opened.endsOthersPassword(),
                        hints,
                        errors));
    }

    /** A dead link has its own page, whatever the action was. */
    private ResponseEntity<JteModel> unlessDead(Screen screen, Supplier<ResponseEntity<JteModel>> alive) {
        try {
            return alive.get();
        } catch (ProblemException dead) {
            var why = FormErrors.of(screen.texts(), dead);
            var title = screen.t("problem." + dead.problem().code() + ".title");
            return Html.behindLink(why, templates.signinDeadLink(screen, title, why.problem()));
        }
    }
}
