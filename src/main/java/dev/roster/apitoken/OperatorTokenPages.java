package dev.roster.apitoken;

import dev.roster.access.Actor;
import dev.roster.access.RecentFactor;
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
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The operator's own API tokens. */
@Controller
@RequestMapping(OperatorTokenPages.PATH)
class OperatorTokenPages {
    static final String PATH = "/operator/api-tokens";

    private final Templates templates = new StaticTemplates();
    private final OperatorTokens tokens;

    OperatorTokenPages(OperatorTokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    ResponseEntity<JteModel> list(Screen screen, Actor actor) {
        var view = ApiTokenListView.ofOperator(PATH, tokens.list(actor), screen.now());
        return Html.ok(templates.apitokenList(screen, view));
    }

    @GetMapping("/new")
    ResponseEntity<JteModel> make(Screen screen, Actor actor) {
        actor.requireOperator();
        return form(screen, ApiTokenForm.EMPTY, FormErrors.NONE);
    }

    @PostMapping
    @RecentFactor
    ResponseEntity<JteModel> create(Screen screen, Actor actor, @ModelAttribute ApiTokenForm typed) {
        actor.requireOperator();
        return Forms.submit(
                screen,
                () -> {
                    var expiresAt = typed.expiresAt(screen.now(), screen.zone());
                    var created = tokens.create(actor, typed.nameOrBlank(), expiresAt);
                    return Html.ok(templates.apitokenSecret(screen, PATH, created.token(), created.secret()));
                },
                errors -> form(screen, typed, errors));
    }

    @GetMapping("/{token}/revoke")
    ResponseEntity<JteModel> askToRevoke(Screen screen, Actor actor, @PathVariable UUID token) {
        return Html.ok(templates.apitokenRevoke(screen, PATH, tokens.get(actor, token)));
    }

    @PostMapping("/{token}/revoke")
    ResponseEntity<JteModel> revoke(Actor actor, @PathVariable UUID token, HttpServletResponse response) {
        var revoked = tokens.revoke(actor, token);
        Flash.leave(response, "done.api-token-revoked", revoked.name());
        return Redirect.to(PATH);
    }

    private ResponseEntity<JteModel> form(Screen screen, ApiTokenForm typed, FormErrors errors) {
        return Html.of(errors, templates.apitokenForm(screen, new ApiTokenFormView(PATH, List.of(), typed, errors)));
    }
}
