package dev.roster.profile;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.http.Redirect;
import dev.roster.session.Sessions;
import dev.roster.shared.Ids;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The sessions of the signed-in user. */
@Controller
@RequestMapping("/me/sessions")
class MySessionPages {
    private final Templates templates = new StaticTemplates();
    private final Sessions sessions;

    MySessionPages(Sessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping
    ResponseEntity<JteModel> sessions(Screen screen, Actor.SignedIn actor) {
        return Html.ok(templates.signinSessions(screen, sessions.list(actor.user()), actor.session()));
    }

    @PostMapping("/{session}/end")
    ResponseEntity<Void> endSession(Actor.SignedIn actor, @PathVariable String session, HttpServletResponse response) {
        var id = Ids.read(session).orElseThrow(AccessProblem.NOT_FOUND::with);
        if (!sessions.end(actor.requireSelf(actor.user()), actor.user(), id)) {
            throw AccessProblem.NOT_FOUND.with();
        }
        Flash.leave(response, "done.session-ended");
        return Redirect.to("/me/sessions");
    }

    @PostMapping("/end-others")
    ResponseEntity<Void> endOthers(Actor.SignedIn actor, HttpServletResponse response) {
        sessions.endOthers(actor.requireSelf(actor.user()), actor.user(), actor.session());
        Flash.leave(response, "done.others-signed-out");
        return Redirect.to("/me/sessions");
    }
}
