package dev.roster.invitation;

import dev.roster.access.Actor;
import dev.roster.shared.UserId;
import dev.roster.web.OrganizationAtHand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Invitations, for programs. The link is in no answer but the one that asks for it. */
@RestController
@RequestMapping(
        path = "/api/v1/organizations/{organization}/users/{user}/invitation",
        produces = MediaType.APPLICATION_JSON_VALUE)
class InvitationApi {
    private final Invitations invitations;

    InvitationApi(Invitations invitations) {
        this.invitations = invitations;
    }

    /**
     * @param status {@code pending}, {@code expired}, {@code declined} or {@code accepted}
     * @param expiresAt null once it was answered
     */
    record InvitationJson(
            String status,
            Instant sentAt,
            @Nullable Instant expiresAt,
            @Nullable String invitedBy) {
        static InvitationJson of(Invitations.Sent sent) {
            return new InvitationJson(sent.status(), sent.sentAt(), sent.expiresAt(), sent.by());
        }
    }

    record LinkJson(String link) {
        @Override
        public String toString() {
            return "LinkJson"; // never the link
        }
    }

    @GetMapping
    InvitationJson get(Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        return InvitationJson.of(invitations.get(actor, organization.id(), user));
    }

    @PostMapping("/link")
    LinkJson link(Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        return new LinkJson(invitations.copyLink(actor, organization.id(), user).toString());
    }

    @PostMapping("/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    InvitationJson resend(Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        invitations.resend(actor, organization.id(), user);
        return get(actor, organization, user);
    }

    @PostMapping("/renewal")
    @ResponseStatus(HttpStatus.ACCEPTED)
    InvitationJson renew(Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        invitations.renew(actor, organization.id(), user);
        return get(actor, organization, user);
    }
}
