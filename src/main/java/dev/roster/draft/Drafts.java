package dev.roster.draft;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.shared.Ids;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Stores drafts. A draft is visible only to the user who began it, in the organization where they began it; for everyone else
 * it does not exist.
 */
@Component
public class Drafts {
    /** Never the name of a form: what is left of a completed one. */
    private static final String SPENT = "spent";

    private static final Duration KEPT = Duration.ofDays(1);

    private final DraftRepository repository;
    private final JsonMapper json;
    private final Clock clock;

    Drafts(DraftRepository repository, JsonMapper json, Clock clock) {
        this.repository = repository;
        this.json = json.rebuild()
                .addModule(new SimpleModule("draft").addSerializer(String.class, new StorableText()))
                .build();
        this.clock = clock;
    }

    @Transactional
    public <T> Draft<T> create(Actor.SignedIn actor, OrganizationId organization, Draft.Kind<T> kind, T content) {
        var draft = new Draft<>(Ids.next(), content);
        repository.insert(
                own(actor, organization), draft.id(), actor.user(), kind.name(), written(draft), clock.instant());
        return draft;
    }

    /** @throws dev.roster.shared.ProblemException {@code not-found} if the actor has no such draft here */
    public <T> Draft<T> get(Actor.SignedIn actor, OrganizationId organization, Draft.Kind<T> kind, UUID id) {
        return find(actor, organization, kind, id).orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    /** The same, or empty. */
    public <T> Optional<Draft<T>> find(Actor.SignedIn actor, OrganizationId organization, Draft.Kind<T> kind, UUID id) {
        return repository
                .find(own(actor, organization).organization(), id, actor.user(), kind.name())
                .map(content -> new Draft<>(id, json.readValue(content, kind.content())));
    }

    /**
     * Where a completed form led, for a person who goes back to one of its steps: a path within the organization. Empty if the
     * actor has completed no such form here today.
     */
    public Optional<String> findResult(Actor.SignedIn actor, OrganizationId organization, UUID id) {
        return repository
                .find(own(actor, organization).organization(), id, actor.user(), SPENT)
                .map(content -> json.readValue(content, String.class));
    }

    /**
     * Stores the current content of the form.
     *
     * @throws dev.roster.shared.ProblemException {@code not-found} if the actor no longer has such a draft here
     */
    @Transactional
    public <T> void save(Actor.SignedIn actor, OrganizationId organization, Draft<T> draft) {
        if (!repository.update(own(actor, organization), draft.id(), actor.user(), written(draft), clock.instant())) {
            throw AccessProblem.NOT_FOUND.with();
        }
    }

    /**
     * Called when the form is completed: what was typed is deleted, and where it led is kept.
     *
     * @param result the path of its result within the organization
     */
    @Transactional
    public void spend(Actor.SignedIn actor, OrganizationId organization, UUID id, String result) {
        repository.spend(
                own(actor, organization), id, actor.user(), SPENT, json.writeValueAsString(result), clock.instant());
    }

    /**
     * Called when what was kept is needed no more.
     *
     * @return whether the draft was still there
     */
    @Transactional
    public boolean delete(Actor.SignedIn actor, OrganizationId organization, UUID id) {
        return repository.delete(own(actor, organization), id, actor.user());
    }

    /**
     * Deletes everything that a user began, anywhere, and that others began about them, when they are erased.
     *
     * @param emails their addresses, in lower case
     * @param usernames the same, for their own organizations only
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(
            Permit granted, UserId user, Set<String> emails, Set<String> usernames, Set<OrganizationId> organizations) {
        repository.deleteAllOf(granted, user, emails);
        repository.deleteNaming(granted, organizations, usernames);
    }

    /** The same for the organization at hand only, when a user is erased there and lives on elsewhere. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetHere(OrganizationPermit granted, UserId user, Set<String> names) {
        repository.deleteAllHere(granted, user, names);
    }

    void deleteOld() {
        repository.deleteUnchangedSince(clock.instant().minus(KEPT));
    }

    private String written(Draft<?> draft) {
        return json.writeValueAsString(draft.content());
    }

    /** Operators begin drafts in organizations they do not belong to, so no permission is checked. */
    private static OrganizationPermit own(Actor.SignedIn actor, OrganizationId organization) {
        if (!actor.sees(organization)) {
            throw AccessProblem.NOT_FOUND.with();
        }
        return actor.requireSelf(actor.user()).in(organization);
    }
}
