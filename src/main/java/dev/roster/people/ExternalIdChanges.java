package dev.roster.people;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.Permission;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.membership.ExternalIds;
import dev.roster.membership.Member;
import dev.roster.membership.NewUserRepository;
import dev.roster.membership.UserProblem;
import dev.roster.rights.Governing;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.Collections;
import java.util.Objects;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes the id that a user has in another system: it belongs to the membership, so it is also changed for guests. */
@Component
class ExternalIdChanges {
    private static final String FIELD = "externalId";

    private final Users users;
    private final NewUserRepository repository;
    private final Governing governing;
    private final AuditLog audit;

    ExternalIdChanges(Users users, NewUserRepository repository, Governing governing, AuditLog audit) {
        this.users = users;
        this.repository = repository;
        this.governing = governing;
        this.audit = audit;
    }

    /**
     * Sets the id, or removes it if it is blank.
     *
     * @throws dev.roster.shared.ProblemException {@link UserProblem#EXTERNAL_ID_TAKEN}
     */
    @Transactional
    Member change(Actor actor, OrganizationId organization, UserId user, String typed, Expected expected) {
        var granted = actor.require(Permission.USERS_EDIT, organization);
        var standing = governing.lock(granted);
        var before = users.get(actor, organization, user);
        if (!actor.is(user)) {
            standing.requireMayActOn(user);
        }
        var errors = new InvalidException.Collector();
        var externalId = ExternalIds.read(typed, errors);
        errors.throwIfAny();
        expected.require(before.version());
        if (Objects.equals(externalId, before.externalId())) {
            return before;
        }
        try {
            repository.setExternalId(granted, user, externalId);
        } catch (DuplicateKeyException taken) {
            throw UserProblem.EXTERNAL_ID_TAKEN.with(String.valueOf(externalId));
        }
        audit.record(
                granted,
                NewAuditEvent.of(UserAction.EDITED)
                        .to(user)
                        .names(
                                Collections.singletonMap(FIELD, before.externalId()),
                                Collections.singletonMap(FIELD, externalId)));
        return users.get(actor, organization, user);
    }
}
