package dev.roster.undo;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.draft.Draft;
import dev.roster.draft.Drafts;
import dev.roster.membership.Member;
import dev.roster.shared.OrganizationId;
import dev.roster.ui.Flash;
import dev.roster.undo.Undo.Before;
import dev.roster.undo.Undo.What;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Keeps what people have just done, for them alone, until they undo it or half a minute has passed. */
@Component
public class Undos {
    /** The page offers it for 30 seconds from when it is shown. */
    private static final Duration OFFERED = Duration.ofSeconds(40);

    private static final Draft.Kind<Undo> KIND = new Draft.Kind<>("undo", Undo.class);

    private final Drafts drafts;
    private final Clock clock;

    Undos(Drafts drafts, Clock clock) {
        this.drafts = drafts;
        this.clock = clock;
    }

    /** Keeps what was done; empty if there is no way back for any of the users. */
    public Optional<UUID> keep(Actor.SignedIn actor, OrganizationId organization, What what, List<Before> users) {
        var undo = new Undo(what, clock.instant(), users);
        var possible = users.stream().filter(undo::isPossible).toList();
        return possible.isEmpty()
                ? Optional.empty()
                : Optional.of(drafts.create(actor, organization, KIND, new Undo(what, undo.doneAt(), possible))
                        .id());
    }

    /** Keeps what was done to one user, and offers to undo it on the next page, beside the message. */
    public void offer(HttpServletResponse response, Actor.SignedIn actor, What what, Member before, Member after) {
        if (after.version() != before.version()) {
            keep(actor, before.organization(), what, List.of(Before.of(before, after.version())))
                    .ifPresent(id -> Flash.offerUndo(response, id));
        }
    }

    /**
     * Takes what was done, so that it is undone once; empty if it is too late.
     *
     * @throws dev.roster.shared.ProblemException {@code not-found} for anyone else, and afterwards
     */
    public Optional<Undo> take(Actor.SignedIn actor, OrganizationId organization, UUID id) {
        actor.require(Permission.USERS_VIEW, organization);
        var undo = drafts.get(actor, organization, KIND, id).content();
        if (!drafts.delete(actor, organization, id)) {
            throw AccessProblem.NOT_FOUND.with();
        }
        return Optional.of(undo)
                .filter(kept -> clock.instant().isBefore(kept.doneAt().plus(OFFERED)));
    }
}
