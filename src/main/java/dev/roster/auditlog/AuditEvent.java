package dev.roster.auditlog;

import dev.roster.audit.Party;
import dev.roster.shared.OrganizationId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A recorded event.
 *
 * @param actor who did it; its name is null if they were erased
 * @param organization where, or null if it belongs to none
 * @param organizationName the current name of that organization
 * @param homeOrganization the actor's own organization, if they acted in another
 * @param homeName the current name of that organization
 * @param target what it was done to, or null for the organization itself
 * @param withheld whether the target is hidden from the viewer: it happened in a company that they may not manage
 * @param source the address that it was done from; null if Roster did it itself, or the person was erased
 * @param browser a short name of the browser or program that did it
 * @param actorHere whether the actor has a page in the organization whose log it is
 * @param targetHere whether the target has one
 * @param roleNames the current names of that organization's roles, by key
 */
public record AuditEvent(
        UUID id,
        Instant at,
        String action,
        Party actor,
        @Nullable OrganizationId organization,
        @Nullable String organizationName,
        @Nullable OrganizationId homeOrganization,
        @Nullable String homeName,
        @Nullable Party target,
        boolean withheld,
        Map<String, Object> before,
        Map<String, Object> after,
        @Nullable String source,
        @Nullable String browser,
        boolean actorHere,
        boolean targetHere,
        Map<String, String> roleNames) {}
