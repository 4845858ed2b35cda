package dev.roster.setup;

import dev.roster.credentials.PasswordHintTexts;
import dev.roster.http.Redirect;
import dev.roster.password.PasswordRule;
import dev.roster.password.PasswordRules;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page behind the link that the first start prints. */
@Controller
class SetupPages {
    private final FirstOperator firstOperator;
    private final SetupLink link;
    private final PasswordRules rules;
    private final Templates templates = new StaticTemplates();

    SetupPages(FirstOperator firstOperator, SetupLink link, PasswordRules rules) {
        this.firstOperator = firstOperator;
        this.link = link;
        this.rules = rules;
    }

    @GetMapping("/setup/{token}")
    ResponseEntity<JteModel> form(@PathVariable String token, Screen screen) {
        link.requireOpen(token);
        return page(screen, "", "", FormErrors.NONE);
    }

    @PostMapping("/setup/{token}")
    ResponseEntity<JteModel> create(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            Screen screen,
            HttpServletResponse response) {
        return Forms.submit(
                screen,
                () -> {
                    firstOperator.create(
                            token,
                            new NewOperator(
                                    name, email, password, screen.texts().language()));
                    Flash.leave(response, "done.operator-created");
                    return Redirect.to("/login");
                },
                errors -> {
                    link.requireOpen(token);
                    return page(screen, name, email, errors);
                });
    }

    private ResponseEntity<JteModel> page(Screen screen, String name, String email, FormErrors errors) {
        return Html.behindLink(
                errors,
                templates.setupOperator(
                        screen,
                        name,
                        email,
                        errors,
                        PasswordHintTexts.of(screen.texts(), rules, PasswordRule.OPERATOR, errors)));
    }
}
