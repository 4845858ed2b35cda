package dev.roster.profile;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.Permission;
import dev.roster.http.Redirect;
import dev.roster.organization.Organizations;
import dev.roster.people.Profiles;
import dev.roster.person.ProfileInput;
import dev.roster.session.Sessions;
import dev.roster.shared.Text;
import dev.roster.signin.CredentialsRepository;
import dev.roster.signin.PersonRepository;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Picker;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What users see and change about themselves. */
@Controller
class MyPages {
    /** The number of companies shown in a user's list of organizations. */
    private static final int MANAGED = 100;

    private final Templates templates = new StaticTemplates();
    private final PersonRepository people;
    private final CredentialsRepository credentials;
    private final Profiles profiles;
    private final OwnAccount account;
    private final Organizations organizations;
    private final Sessions sessions;

    MyPages(
            PersonRepository people,
            CredentialsRepository credentials,
            Profiles profiles,
            OwnAccount account,
            Organizations organizations,
            Sessions sessions) {
        this.people = people;
        this.credentials = credentials;
        this.profiles = profiles;
        this.account = account;
        this.organizations = organizations;
        this.sessions = sessions;
    }

    /** Lets users with more than one destination choose. */
    @GetMapping("/organizations")
    ResponseEntity<JteModel> organizations(
            Screen screen, Actor.SignedIn actor, @RequestParam(defaultValue = "") String search) {
        var sought = Picker.readSearch(search);
        var mine = credentials.listOrganizations(actor.user());
        if (mine.isEmpty()) {
            return Redirect.to(actor.operator() ? "/operator" : "/me");
        }
        var managed = credentials.listManaged(actor.user(), sought, MANAGED);
        if (mine.size() == 1 && managed.isEmpty() && sought.isEmpty() && !actor.operator()) {
            return Redirect.to("/o/" + mine.getFirst().slug());
        }
        var found = mine.stream()
                .filter(organization -> Text.folded(organization.name()).contains(Text.folded(sought)))
                .toList();
        return Html.ok(templates.signinOrganizations(screen, found, managed, managed.size() == MANAGED, sought));
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
}
