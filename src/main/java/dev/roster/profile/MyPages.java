package dev.roster.profile;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.Permission;
import dev.roster.credentials.PasswordHintTexts;
import dev.roster.http.Redirect;
import dev.roster.organization.Organizations;
import dev.roster.password.PasswordRules;
import dev.roster.password.Passwords;
import dev.roster.people.Profiles;
import dev.roster.person.ProfileInput;
import dev.roster.session.Sessions;
import dev.roster.shared.Ids;
import dev.roster.shared.InvalidException;
import dev.roster.signin.CredentialsRepository;
import dev.roster.signin.PasswordLinks;
import dev.roster.signin.PersonRepository;
import dev.roster.signin.RememberedBrowsers;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.throttle.Throttle;
import dev.roster.throttle.Throttle.Counted;
import dev.roster.throttle.Throttle.Limit;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What people see and change of themselves. */
@Controller
class MyPages {
    /** Guessing the present password from a browser left open. */
    private static final Limit PRESENT_PASSWORD = new Limit("present-password", 10, Duration.ofMinutes(10));

    /** How many of the companies that somebody manages their list of organizations shows. */
    private static final int MANAGED = 100;

    private final Templates templates = new StaticTemplates();
    private final PersonRepository people;
    private final CredentialsRepository credentials;
    private final Profiles profiles;
    private final OwnAccount account;
    private final Organizations organizations;
    private final Sessions sessions;
    private final Passwords passwords;
    private final PasswordLinks links;
    private final PasswordRules rules;
    private final RememberedBrowsers browsers;
    private final Throttle throttle;

    MyPages(
            PersonRepository people,
            CredentialsRepository credentials,
            Profiles profiles,
            OwnAccount account,
            Organizations organizations,
            Sessions sessions,
            Passwords passwords,
            PasswordLinks links,
            PasswordRules rules,
            RememberedBrowsers browsers,
            Throttle throttle) {
        this.people = people;
        this.credentials = credentials;
        this.profiles = profiles;
        this.account = account;
        this.organizations = organizations;
        this.sessions = sessions;
        this.passwords = passwords;
        this.links = links;
        this.rules = rules;
        this.browsers = browsers;
        this.throttle = throttle;
    }

    /** Where to, for whoever has a choice. */
    @GetMapping("/organizations")
    ResponseEntity<JteModel> organizations(Screen screen, Actor.SignedIn actor) {
        var mine = credentials.listOrganizations(actor.user());
        if (mine.isEmpty()) {
            return Redirect.to(actor.operator() ? "/operator/organizations" : "/me");
        }
        var managed = credentials.listManaged(actor.user(), MANAGED);
        if (mine.size() == 1 && managed.isEmpty() && !actor.operator()) {
            return Redirect.to("/o/" + mine.getFirst().slug());
        }
        return Html.ok(templates.signinOrganizations(screen, mine, managed, managed.size() == MANAGED));
    }

    @GetMapping("/me")
    ResponseEntity<JteModel> profile(Screen screen, Actor.SignedIn actor) {
        return profile(screen, actor, null, FormErrors.NONE);
    }

    @PostMapping("/me")
    ResponseEntity<JteModel> profile(
            Screen screen, Actor.SignedIn actor, @ModelAttribute ProfileInput typed, HttpServletResponse response) {
        return Forms.submit(
                screen,
                () -> {
                    var home = credentials.findHome(actor.user()).orElseThrow(AccessProblem.NOT_FOUND::with);
                    profiles.edit(
                            sessions.in(actor, home), home, actor.user(), typed.withoutSignInNames(), Expected.ANY);
                    Flash.leave(response, "done.profile-saved");
                    return Redirect.to("/me");
                },
                errors -> profile(screen, actor, typed, errors));
    }

    @GetMapping("/me/password")
    ResponseEntity<JteModel> password(Screen screen, Actor.SignedIn actor) {
        return password(screen, actor, FormErrors.NONE);
    }

    @PostMapping("/me/password")
    ResponseEntity<JteModel> password(
            Screen screen,
            Actor.SignedIn actor,
            @RequestParam(defaultValue = "") String present,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        return Forms.submit(
                screen,
                () -> {
                    var tries = throttle.takeAll(
                            List.of(new Counted(PRESENT_PASSWORD, actor.user().toString())));
                    var stored = passwords.find(actor.user());
                    if (!stored.map(s -> passwords.verify(s, present)).orElse(false)) {
                        throw InvalidException.of("present", "wrong-password");
                    }
                    tries.giveBack();
                    if (password.equals(present)) {
                        throw InvalidException.of("password", "same-password");
                    }
                    links.change(
                            actor, credentials.findHome(actor.user()).orElse(null), stored.orElseThrow(), password);
                    browsers.remember(actor.user(), request, response);
                    Flash.leave(response, "done.password-changed");
                    return Redirect.to(actor.mustChangePassword() ? "/organizations" : "/me/password");
                },
                errors -> password(screen, actor, errors));
    }

    @GetMapping("/me/sessions")
    ResponseEntity<JteModel> sessions(Screen screen, Actor.SignedIn actor) {
        return Html.ok(templates.signinSessions(screen, sessions.list(actor.user()), actor.session()));
    }

    @PostMapping("/me/sessions/{session}/end")
    ResponseEntity<Void> endSession(Actor.SignedIn actor, @PathVariable String session, HttpServletResponse response) {
        var id = Ids.read(session).orElseThrow(AccessProblem.NOT_FOUND::with);
        if (!sessions.end(actor.requireSelf(actor.user()), actor.user(), id)) {
            throw AccessProblem.NOT_FOUND.with();
        }
        Flash.leave(response, "done.session-ended");
        return Redirect.to("/me/sessions");
    }

    @PostMapping("/me/sessions/end-others")
    ResponseEntity<Void> endOthers(Actor.SignedIn actor, HttpServletResponse response) {
        sessions.endOthers(actor.requireSelf(actor.user()), actor.user(), actor.session());
        Flash.leave(response, "done.others-signed-out");
        return Redirect.to("/me/sessions");
    }

    private ResponseEntity<JteModel> profile(
            Screen screen, Actor.SignedIn actor, @Nullable ProfileInput typed, FormErrors errors) {
        var person = people.find(actor.user()).orElseThrow(AccessProblem.NOT_FOUND::with);
        var home = credentials.findHome(actor.user());
        boolean mayEdit = home.map(h -> sessions.in(actor, h).may(Permission.PROFILE_EDIT, h))
                .orElse(false);
        boolean asksPhone =
                home.map(h -> organizations.get(h).policy().newUser().phone()).orElse(false);
        return Html.of(
                errors,
                templates.signinProfile(
                        screen,
                        person,
                        credentials.listOrganizations(actor.user()),
                        mayEdit,
                        asksPhone,
                        account.control(actor.user()),
                        typed,
                        errors));
    }

    private ResponseEntity<JteModel> password(Screen screen, Actor.SignedIn actor, FormErrors errors) {
        var rule = links.rule(credentials.findHome(actor.user()).orElse(null));
        return Html.of(
                errors,
                templates.signinPassword(
                        screen, actor.mustChangePassword(), PasswordHintTexts.of(screen.texts(), rules, rule), errors));
    }
}
