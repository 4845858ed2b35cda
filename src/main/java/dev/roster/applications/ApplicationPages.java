package dev.roster.applications;

import dev.roster.access.Actor;
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
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The operator's pages for the applications that people sign in to. */
@Controller
@RequestMapping(ApplicationPages.PATH)
class ApplicationPages {
    static final String PATH = "/operator/applications";

    private final Templates templates = new StaticTemplates();
    private final Applications applications;

    ApplicationPages(Applications applications) {
        this.applications = applications;
    }

    @GetMapping
    ResponseEntity<JteModel> list(Screen screen, Actor actor) {
        return Html.ok(templates.applicationList(screen, applications.list(actor)));
    }

    @GetMapping("/new")
    ResponseEntity<JteModel> make(Screen screen, Actor actor) {
        actor.requireOperator();
        return form(screen, null, ApplicationForm.EMPTY, FormErrors.NONE);
    }

    @PostMapping
    ResponseEntity<JteModel> create(
            Screen screen, Actor actor, @ModelAttribute ApplicationForm typed, HttpServletResponse response) {
        actor.requireOperator();
        return Forms.submit(
                screen,
                () -> {
                    var created = applications.create(actor, typed.input(null));
                    if (created.secret() != null) {
                        return Html.ok(templates.applicationSecret(screen, created.application(), created.secret()));
                    }
                    Flash.leave(
                            response,
                            "done.application-created",
                            created.application().name());
                    return Redirect.to(path(created.application().id(), ""));
                },
                errors -> form(screen, null, typed, errors));
    }

    @GetMapping("/{application}")
    ResponseEntity<JteModel> show(Screen screen, Actor actor, @PathVariable UUID application) {
        var found = applications.get(actor, application);
        return form(screen, application, ApplicationForm.of(found, applications.slugs(found)), FormErrors.NONE);
    }

    @PostMapping("/{application}")
    ResponseEntity<JteModel> change(
            Screen screen,
            Actor actor,
            @PathVariable UUID application,
            @ModelAttribute ApplicationForm typed,
            HttpServletResponse response) {
        var before = applications.get(actor, application);
        return Forms.submit(
                screen,
                () -> {
                    var changed = applications.change(
                            actor, application, typed.input(before.kind().key()));
                    Flash.leave(response, "done.application-changed", changed.name());
                    return Redirect.to(path(application, ""));
                },
                errors -> form(screen, application, typed, errors));
    }

    @GetMapping("/{application}/secret")
    ResponseEntity<JteModel> askForSecret(Screen screen, Actor actor, @PathVariable UUID application) {
        return Html.ok(templates.applicationAskSecret(screen, applications.get(actor, application)));
    }

    @PostMapping("/{application}/secret")
    ResponseEntity<JteModel> replaceSecret(Screen screen, Actor actor, @PathVariable UUID application) {
        var created = applications.replaceSecret(actor, application);
        return Html.ok(
                templates.applicationSecret(screen, created.application(), Objects.requireNonNull(created.secret())));
    }

    @GetMapping("/{application}/delete")
    ResponseEntity<JteModel> askToDelete(Screen screen, Actor actor, @PathVariable UUID application) {
        return Html.ok(templates.applicationDelete(screen, applications.get(actor, application)));
    }

    @PostMapping("/{application}/delete")
    ResponseEntity<JteModel> delete(Actor actor, @PathVariable UUID application, HttpServletResponse response) {
        var deleted = applications.delete(actor, application);
        Flash.leave(response, "done.application-deleted", deleted.name());
        return Redirect.to(PATH);
    }

    private ResponseEntity<JteModel> form(
            Screen screen, @Nullable UUID application, ApplicationForm typed, FormErrors errors) {
        var id = application == null ? null : application.toString();
        return Html.of(errors, templates.applicationForm(screen, id, typed, errors));
    }

    private static String path(UUID application, String more) {
        return PATH + "/" + application + more;
    }
}
