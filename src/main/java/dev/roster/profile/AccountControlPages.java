package dev.roster.profile;

import dev.roster.access.Actor;
import dev.roster.http.Redirect;
import dev.roster.ui.Flash;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** Lets users allow their organization to manage their account, and withdraw that. Shown on their profile page. */
@Controller
class AccountControlPages {
    private final OwnAccount account;

    AccountControlPages(OwnAccount account) {
        this.account = account;
    }

    @PostMapping("/me/account/give")
    ResponseEntity<JteModel> give(Actor.SignedIn actor, HttpServletResponse response) {
        account.give(actor);
        Flash.leave(response, "done.account-given");
        return Redirect.to("/me");
    }

    @PostMapping("/me/account/take-back")
    ResponseEntity<JteModel> takeBack(Actor.SignedIn actor, HttpServletResponse response) {
        account.takeBack(actor);
        Flash.leave(response, "done.account-taken-back");
        return Redirect.to("/me");
    }
}
