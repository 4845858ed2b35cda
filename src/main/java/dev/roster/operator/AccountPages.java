package dev.roster.operator;

import dev.roster.access.Actor;
import dev.roster.access.RecentFactor;
import dev.roster.auditlog.AuditEvents;
import dev.roster.auditlog.AuditFilter;
import dev.roster.http.Redirect;
import dev.roster.shared.Cursor;
import dev.roster.shared.UserId;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The operator's pages for people across organizations. */
@Controller
@RequestMapping("/operator/people")
class AccountPages {
    private static final int ROWS = 50;
    private static final int EVENTS = 20;

    private final Templates templates = new StaticTemplates();
    private final Accounts accounts;
    private final AuditEvents audits;

    AccountPages(Accounts accounts, AuditEvents audits) {
        this.accounts = accounts;
        this.audits = audits;
    }

    @GetMapping
    ResponseEntity<JteModel> list(
            Screen screen,
            Actor actor,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(required = false) @Nullable String after) {
        var page = accounts.list(actor, search, Cursor.ofRequest(after), ROWS);
        return Html.ok(templates.accountList(screen, page, search));
    }

    @GetMapping("/{user}")
    ResponseEntity<JteModel> show(Screen screen, Actor actor, @PathVariable UserId user) {
        var account = accounts.get(actor, user);
        var events = audits.listOfInstallation(actor, AuditFilter.target(user.value()), null, EVENTS);
        return Html.ok(templates.accountShow(screen, account, accounts.memberships(actor, user), events.items()));
    }

    @GetMapping("/{user}/block")
    ResponseEntity<JteModel> askToBlock(Screen screen, Actor actor, @PathVariable UserId user) {
        return ask(screen, accounts.get(actor, user), true, FormErrors.NONE);
    }

    @PostMapping("/{user}/block")
    @RecentFactor
    ResponseEntity<JteModel> block(
            Screen screen, Actor actor, @PathVariable UserId user, HttpServletResponse response) {
        return Forms.submit(
                screen,
                () -> {
                    var blocked = accounts.block(actor, user);
                    Flash.leave(response, "done.account-blocked", blocked.displayName());
                    return Redirect.to("/operator/people/" + user);
                },
                errors -> ask(screen, accounts.get(actor, user), true, errors));
    }

    @GetMapping("/{user}/unblock")
    ResponseEntity<JteModel> askToUnblock(Screen screen, Actor actor, @PathVariable UserId user) {
        return ask(screen, accounts.get(actor, user), false, FormErrors.NONE);
    }

    @PostMapping("/{user}/unblock")
    ResponseEntity<JteModel> unblock(
            Screen screen, Actor actor, @PathVariable UserId user, HttpServletResponse response) {
        return Forms.submit(
                screen,
                () -> {
                    var unblocked = accounts.unblock(actor, user);
                    Flash.leave(response, "done.account-unblocked", unblocked.displayName());
                    return Redirect.to("/operator/people/" + user);
                },
                errors -> ask(screen, accounts.get(actor, user), false, errors));
    }

    private ResponseEntity<JteModel> ask(Screen screen, Account account, boolean block, FormErrors errors) {
        return Html.of(errors, templates.accountBlock(screen, account, block, errors));
    }
}
