package dev.roster.directory;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.groups.Groups;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.roles.Roles;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Saves the filters and the order of the list of users under a name, for the person who does it. */
@Controller
@RequestMapping("/o/{org}/users/views")
class SavedViewPages {
    private final Templates templates = new StaticTemplates();
    private final UserViews views;
    private final Roles roles;
    private final Groups groups;

    SavedViewPages(UserViews views, Roles roles, Groups groups) {
        this.views = views;
        this.roles = roles;
        this.groups = groups;
    }

    /** The filters and the order to save. */
    record Filters(
            @Nullable String status,
            @Nullable String role,
            @Nullable String group,
            @Nullable String signIn,
            @Nullable String link,
            @Nullable String twoFactor,
            @Nullable String sort) {
        UserQuery query() {
            return UserQuery.of(null, status, role, group, signIn, link, sort).withTwoFactor(twoFactor);
        }
    }

    @GetMapping("/new")
    ResponseEntity<JteModel> ask(
            Screen screen, Actor actor, OrganizationAtHand organization, @ModelAttribute Filters filters) {
        actor.require(Permission.USERS_VIEW, organization.id());
        return Html.ok(templates.userSaveView(screen, checked(organization, filters), "", FormErrors.NONE));
    }

    @PostMapping
    ResponseEntity<JteModel> save(
            Screen screen,
            Actor.SignedIn actor,
            OrganizationAtHand organization,
            @RequestParam(defaultValue = "") String name,
            @ModelAttribute Filters filters,
            HttpServletResponse response) {
        actor.require(Permission.USERS_VIEW, organization.id());
        var query = checked(organization, filters);
        return Forms.submit(
                screen,
                () -> {
                    var saved = views.save(actor, organization.id(), name, query);
                    Flash.leave(response, "done.view-saved", saved.name());
                    return Redirect.to(organization.path("/users" + saved.query()));
                },
                errors -> Html.of(errors, templates.userSaveView(screen, query, name, errors)));
    }

    @PostMapping("/{view}/delete")
    ResponseEntity<Void> delete(
            Actor.SignedIn actor,
            OrganizationAtHand organization,
            @PathVariable UUID view,
            HttpServletResponse response) {
        views.delete(actor, organization.id(), view);
        Flash.leave(response, "done.view-deleted");
        return Redirect.to(organization.path("/users"));
    }

    /** Only what the list accepts is saved. */
    private UserQuery checked(OrganizationAtHand organization, Filters filters) {
        var here = organization.id();
        var query = filters.query();
        query.filter(roles.list(here), reference -> groups.find(here, reference));
        return query;
    }
}
