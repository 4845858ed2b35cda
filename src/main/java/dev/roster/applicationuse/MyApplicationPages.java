package dev.roster.applicationuse;

import dev.roster.access.Actor;
import dev.roster.http.Redirect;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** One's own sign-ins at applications, and what one has allowed them. */
@Controller
@RequestMapping(MyApplicationPages.PATH)
class MyApplicationPages {
    static final String PATH = "/me/applications";

    private final Templates templates = new StaticTemplates();
    private final MyApplications applications;

    MyApplicationPages(MyApplications applications) {
        this.applications = applications;
    }

    @GetMapping
    ResponseEntity<JteModel> list(Screen screen, Actor.SignedIn actor) {
        return Html.ok(templates.applicationuseMine(
                screen, applications.listSignIns(actor), applications.listConsents(actor)));
    }

    @PostMapping("/sign-ins/{signIn}/end")
    ResponseEntity<Void> end(Actor.SignedIn actor, @PathVariable UUID signIn, HttpServletResponse response) {
        applications.end(actor, signIn);
        Flash.leave(response, "done.application-sign-in-ended");
        return Redirect.to(PATH);
    }

    @PostMapping("/consents/{application}/revoke")
    ResponseEntity<Void> revoke(Actor.SignedIn actor, @PathVariable UUID application, HttpServletResponse response) {
        applications.revoke(actor, application);
        Flash.leave(response, "done.consent-revoked");
        return Redirect.to(PATH);
    }
}
