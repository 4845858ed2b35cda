package dev.roster.setup;

import dev.roster.credentials.PasswordHintTexts;
import dev.roster.http.Problems;
import dev.roster.http.Redirect;
import dev.roster.http.Texts;
import dev.roster.password.PasswordRule;
import dev.roster.password.PasswordRules;
import dev.roster.shared.InvalidException;
import dev.roster.shared.InvalidException.FieldError;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
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
        return page(HttpStatus.OK, screen, "", "", Map.of());
    }

    @PostMapping("/setup/{token}")
    ResponseEntity<JteModel> create(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            Screen screen,
            HttpServletResponse response) {
        try {
            firstOperator.create(
                    token, new NewOperator(name, email, password, screen.texts().language()));
        } catch (InvalidException wrong) {
            return page(HttpStatus.UNPROCESSABLE_CONTENT, screen, name, email, sentences(screen.texts(), wrong));
        }
        Flash.leave(response, "done.operator-created");
        return Redirect.to("/login");
    }

    private ResponseEntity<JteModel> page(
            HttpStatus status, Screen screen, String name, String email, Map<String, String> errors) {
        return Html.behindLink(
                status.value(),
                templates.setupOperator(
                        screen,
                        name,
                        email,
                        errors,
                        PasswordHintTexts.of(screen.texts(), rules, PasswordRule.OPERATOR)));
    }

    /** One sentence or more at each field that is wrong. */
    private static Map<String, String> sentences(Texts texts, InvalidException wrong) {
        return wrong.errors().stream()
                .collect(Collectors.toMap(
                        FieldError::field, error -> Problems.sentence(texts, error), (a, b) -> a + " " + b));
    }
}
