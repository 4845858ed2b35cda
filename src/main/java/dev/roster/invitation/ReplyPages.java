package dev.roster.invitation;

import dev.roster.credentials.PasswordHintTexts;
import dev.roster.http.Redirect;
import dev.roster.link.LinkProblem;
import dev.roster.password.PasswordRules;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.ProblemException;
import dev.roster.signin.ProposedName;
import dev.roster.signin.SignIn;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page behind an invitation's link and its actions. Opening it changes nothing. */
@Controller
@RequestMapping("/invitations/{token}")
class ReplyPages {
    private final Templates templates = new StaticTemplates();
    private final Offers offers;
    private final Registrations registrations;
    private final Replies replies;
    private final SignIn signIn;
    private final PasswordRules rules;

    ReplyPages(Offers offers, Registrations registrations, Replies replies, SignIn signIn, PasswordRules rules) {
        this.offers = offers;
        this.registrations = registrations;
        this.replies = replies;
        this.signIn = signIn;
        this.rules = rules;
    }

    @GetMapping
    ResponseEntity<JteModel> show(Screen screen, @PathVariable String token) {
        return unlessDead(screen, token, () -> {
            var offer = offers.open(token);
            return Html.behindLink(templates.invitationOffer(screen, offer, offers.listGiven(offer), token));
        });
    }

    /** What accepting requires: a name and a password, the existing password, or nothing more. */
    @GetMapping("/accept")
    ResponseEntity<JteModel> accept(Screen screen, @PathVariable String token) {
        return unlessDead(screen, token, () -> {
            var offer = offers.open(token);
            return offer.registers() && screen.isAnother(offer.member().id())
                    ? Html.behindLink(
                            templates.signinAnother(screen, offer.email(), "/invitations/" + token + "/accept"))
                    : asking(screen, token, offer, Registration.EMPTY, FormErrors.NONE);
        });
    }

    /** Signs out the person who happens to be signed in, and asks the invited one again. */
    @PostMapping(
            path = "/accept",
            params = {"leave", "!again"})
    ResponseEntity<JteModel> leave(Screen screen, @PathVariable String token, HttpServletResponse response) {
        if (screen.signedIn()) {
            signIn.signOut(screen.me(), response);
        }
        return Redirect.to("/invitations/" + token + "/accept");
    }

    /** Completes the account, with which the person then signs in. */
    @PostMapping(path = "/accept", params = "again")
    ResponseEntity<JteModel> register(
            Screen screen,
            @PathVariable String token,
            @ModelAttribute Registration typed,
            HttpServletResponse response) {
        return Forms.submit(
                screen,
                () -> {
                    var offer = registrations.register(token, typed);
                    signIn.signOutAnother(screen, offer.member().id(), response);
                    ProposedName.leave(response, offer.email());
                    Flash.leave(
                            response,
                            offer.provesMailbox() ? "done.registered" : "done.registered-unproven",
                            offer.organizationName(),
                            offer.email());
                    return Redirect.to("/login");
                },
                errors -> again(screen, token, typed, errors));
    }

    /** With the account's existing password. */
    @PostMapping(path = "/accept", params = "!again")
    ResponseEntity<JteModel> signIn(
            Screen screen,
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String password,
            @RequestParam(required = false) @Nullable String confirm,
            HttpServletRequest request,
            HttpServletResponse response) {
        return Forms.submit(
                screen,
                () -> {
                    var offer = offers.open(token);
                    if (offer.registers()) {
                        return accept(screen, token, Registration.EMPTY, FormErrors.INCOMPLETE);
                    }
                    if (password != null) {
                        var email = EmailAddress.read(offer.email()).orElseThrow();
                        if (signIn.accept(token, email, password, request, response)
                                .isEmpty()) {
                            return Redirect.to("/login/second-factor?next=/organizations");
                        }
                    } else if (screen.signedIn() && "accept".equals(confirm)) {
                        replies.accept(screen.me(), token);
                    } else {
                        return accept(screen, token, Registration.EMPTY, FormErrors.INCOMPLETE);
                    }
                    Flash.leave(response, "done.joined", offer.organizationName());
                    return Redirect.to("/organizations");
                },
                errors -> again(screen, token, Registration.EMPTY, errors));
    }

    @GetMapping("/decline")
    ResponseEntity<JteModel> askToDecline(Screen screen, @PathVariable String token) {
        return unlessDead(
                screen, token, () -> Html.behindLink(templates.invitationDecline(screen, offers.open(token), token)));
    }

    /** @param confirm set by pressing the button, not by a scanner that submits the forms it finds */
    @PostMapping("/decline")
    ResponseEntity<JteModel> decline(
            Screen screen, @PathVariable String token, @RequestParam(defaultValue = "") String confirm) {
        if (!confirm.equals("decline")) {
            return askToDecline(screen, token);
        }
        return unlessDead(
                screen,
                token,
                () -> Html.behindLink(templates.invitationDeclined(screen, replies.decline(token), token)));
    }

    private ResponseEntity<JteModel> accept(Screen screen, String token, Registration typed, FormErrors errors) {
        return unlessDead(screen, token, () -> asking(screen, token, offers.open(token), typed, errors));
    }

    private ResponseEntity<JteModel> asking(
            Screen screen, String token, Offer offer, Registration typed, FormErrors errors) {
        if (offer.way() == Offer.Way.MAILED_LINK_ONLY) {
            throw InvitationProblem.MAILED_LINK_NEEDED.with(offer.email());
        }
        var hints = PasswordHintTexts.of(screen.texts(), rules, offer.policy().password(), errors);
        return Html.behindLink(
                errors,
                offer.registers()
                        ? templates.invitationRegister(screen, offer, token, typed, hints, errors)
                        : templates.invitationSignIn(screen, offer, token, errors));
    }

    /** A wrong password can be corrected, or sent again later; anything else is the end of this link, at least for now. */
    private ResponseEntity<JteModel> again(Screen screen, String token, Registration typed, FormErrors errors) {
        var refusal = errors.refusal();
        return refusal != null
                        && (refusal.problem() instanceof LinkProblem || refusal.problem() instanceof InvitationProblem)
                ? dead(screen, token, refusal)
                : accept(screen, token, typed, errors);
    }

    /** A dead link has its own page, whatever the action was. */
    private ResponseEntity<JteModel> unlessDead(Screen screen, String token, Supplier<ResponseEntity<JteModel>> alive) {
        try {
            return alive.get();
        } catch (ProblemException dead) {
            return dead(screen, token, dead);
        }
    }

    private ResponseEntity<JteModel> dead(Screen screen, String token, ProblemException dead) {
        var why = FormErrors.of(screen.texts(), dead);
        var code = dead.problem().code();
        return Html.behindLink(
                why,
                templates.invitationDead(
                        screen,
                        screen.t("problem." + code + ".title"),
                        dead.problem() instanceof LinkProblem ? screen.t("invitation.dead." + code) : why.problem(),
                        offers.findHost(token).orElse(null),
                        token));
    }
}
