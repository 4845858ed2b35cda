package dev.roster.invitation;

import dev.roster.access.Actor;
import dev.roster.api.Responses;
import dev.roster.http.OrganizationAtHand;
import dev.roster.people.InvitationState;
import dev.roster.shared.UserId;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The REST API for invitations. The link is only in the answer to the request for it. */
@RestController
@RequestMapping(
        path = "/api/v1/organizations/{organization}/users/{user}/invitation",
        produces = MediaType.APPLICATION_JSON_VALUE)
class InvitationApi {
    private final Invitations invitations;

    InvitationApi(Invitations invitations) {
        this.invitations = invitations;
    }

    record LinkJson(String link) {
        @Override
        public String toString() {
            return "LinkJson"; // never the link
        }
    }

    @GetMapping
    @Responses({"forbidden", "no-invitation"})
    InvitationState get(Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        return invitations.get(actor, organization.id(), user);
    }

    @PostMapping("/link")
    @Responses({"forbidden", "person-not-governed", "no-invitation", "invitation-not-pending"})
    LinkJson link(Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        return new LinkJson(invitations.copyLink(actor, organization.id(), user).toString());
    }

    @PostMapping("/resend")
    @Responses({
        "forbidden",
        "person-not-governed",
        "no-invitation",
        "invitation-not-pending",
        "invited-address-gone",
        "too-many-requests"
    })
    @ResponseStatus(HttpStatus.ACCEPTED)
    InvitationState resend(Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        invitations.resend(actor, organization.id(), user);
        return get(actor, organization, user);
    }

    @PostMapping("/renewal")
    @Responses({
        "forbidden",
        "person-not-governed",
        "no-invitation",
        "invitation-pending",
        "invited-address-gone",
        "not-in-this-status",
        "too-many-requests"
    })
    @ResponseStatus(HttpStatus.ACCEPTED)
    InvitationState renew(Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        invitations.renew(actor, organization.id(), user);
        return get(actor, organization, user);
    }
}
