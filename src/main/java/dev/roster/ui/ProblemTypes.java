package dev.roster.ui;

import dev.roster.access.AccessProblem;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import gg.jte.models.runtime.JteModel;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** The pages that the {@code type} of a problem points to. */
@Controller
class ProblemTypes {
    private final Templates templates = new StaticTemplates();

    @GetMapping("/problems/{code}")
    @ResponseBody
    JteModel page(Screen screen, @PathVariable String code) {
        var key = "problem." + code;
        if (!screen.texts().has(key + ".about")) {
            throw AccessProblem.NOT_FOUND.with();
        }
        return templates.webProblemType(screen, code, screen.t(key + ".title"), screen.t(key + ".about"));
    }
}
