package dev.roster.bulk;

import dev.roster.access.Actor;
import dev.roster.http.LocalPath;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import dev.roster.undo.Undos;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** Undoes what someone has just done to users. */
@Controller
class UndoPages {
    private final Templates templates = new StaticTemplates();
    private final Undos undos;
    private final BulkActions bulk;

    UndoPages(Undos undos, BulkActions bulk) {
        this.undos = undos;
        this.bulk = bulk;
    }

    /** Leads back to the page that offered it; if it cannot be undone for everyone, says for whom and why. */
    @PostMapping("/o/{org}/users/undo/{undo}")
    ResponseEntity<JteModel> undo(
            Screen screen,
            Actor.SignedIn actor,
            OrganizationAtHand organization,
            @PathVariable UUID undo,
            @RequestHeader(name = HttpHeaders.REFERER, required = false) @Nullable String from,
            HttpServletResponse response) {
        var back = LocalPath.ofUrl(from, organization.path("/users"));
        var taken = undos.take(actor, organization.id(), undo).orElse(null);
        if (taken == null) {
            return Html.of(HttpStatus.CONFLICT.value(), templates.bulkUndone(screen, null, back));
        }
        var outcome = bulk.undo(actor, organization.id(), taken);
        if (outcome.isWhole()) {
            Flash.leave(
                    response,
                    "done.undone." + taken.what().key(),
                    outcome.touched().size(),
                    outcome.touched().getFirst().displayName());
            return Redirect.to(back);
        }
        int status = outcome.touched().isEmpty() ? HttpStatus.CONFLICT.value() : HttpStatus.OK.value();
        return Html.of(status, templates.bulkUndone(screen, outcome, back));
    }
}
