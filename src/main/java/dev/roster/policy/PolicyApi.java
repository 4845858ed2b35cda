package dev.roster.policy;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.api.EntityTag;
import dev.roster.api.Responses;
import dev.roster.http.OrganizationAtHand;
import dev.roster.organization.Organization;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The REST API for an organization's policy: read and replaced as a whole. */
@RestController
@RequestMapping(path = "/api/v1/organizations/{organization}/policy", produces = MediaType.APPLICATION_JSON_VALUE)
class PolicyApi {
    private final Organizations organizations;
    private final Policies policies;

    PolicyApi(Organizations organizations, Policies policies) {
        this.organizations = organizations;
        this.policies = policies;
    }

    @GetMapping
    @Responses(tagged = true)
    ResponseEntity<Policy> get(Actor actor, OrganizationAtHand organization) {
        if (!actor.sees(organization.id())) {
            throw AccessProblem.NOT_FOUND.with();
        }
        return shown(organizations.get(organization.id()));
    }

    @PutMapping
    @Responses(value = "forbidden", tagged = true)
    ResponseEntity<Policy> replace(
            Actor actor,
            OrganizationAtHand organization,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody PolicyBody body) {
        var replaced = policies.replace(actor, organization.id(), body, EntityTag.expected(ifMatch));
        return shown(replaced.organization());
    }

    private static ResponseEntity<Policy> shown(Organization organization) {
        return ResponseEntity.ok()
                .eTag(EntityTag.of(organization.policyVersion()))
                .body(organization.policy());
    }
}
