package dev.roster.renewal;

import dev.roster.access.AccessProblem;
import dev.roster.http.Redirect;
import dev.roster.invitation.Offers;
import dev.roster.link.LinkProblem;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The button on the page of an invitation that has expired or was declined. */
@Controller
class RenewalPages {
    private final Templates templates = new StaticTemplates();
    private final RenewalRequests requests;
    private final Offers offers;

    RenewalPages(RenewalRequests requests, Offers offers) {
        this.requests = requests;
        this.offers = offers;
    }

    /**
     * Asks for a new invitation. A second time on the same day is answered like the first.
     *
     * @param confirm set by pressing the button, not by a scanner that submits the forms it finds
     */
    @PostMapping("/invitations/{token}/renewal-request")
    ResponseEntity<JteModel> ask(
            Screen screen, @PathVariable String token, @RequestParam(defaultValue = "") String confirm) {
        if (!confirm.equals("ask")) {
            return Redirect.to("/invitations/" + token);
        }
        return Forms.submit(
                screen,
                () -> {
                    requests.ask(token);
                    var host = offers.findHost(token).orElseThrow(AccessProblem.NOT_FOUND::with);
                    return Html.behindLink(templates.renewalAsked(screen, host.organization()));
                },
                errors -> {
                    var refusal = Objects.requireNonNull(errors.refusal());
                    if (refusal.problem() instanceof LinkProblem) {
                        return Redirect.to("/invitations/" + token); // which says what is wrong with it
                    }
                    throw refusal;
                });
    }
}
