package dev.roster.finder;

import dev.roster.access.Actor;
import dev.roster.http.OrganizationAtHand;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The results of the console's search field: a page of its own, from which a script takes the results. */
@Controller
class FinderPages {
    private final Templates templates = new StaticTemplates();
    private final Finder finder;

    FinderPages(Finder finder) {
        this.finder = finder;
    }

    @GetMapping("/o/{org}/find")
    ResponseEntity<JteModel> find(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam(defaultValue = "") String search) {
        return Html.ok(templates.finderShow(screen, finder.find(screen, actor, search)));
    }
}
