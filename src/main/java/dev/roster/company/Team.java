package dev.roster.company;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Authorities;
import dev.roster.access.Permission;
import dev.roster.organization.Organizations;
import dev.roster.shared.Cursor;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Page;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The users of a company's parent. The company's own administrators see only those of them who may enter; users who come from
 * the parent see everyone.
 */
@Component
class Team {
    private final TeamRepository repository;
    private final Organizations organizations;
    private final Authorities authorities;
    private final Clock clock;

    Team(TeamRepository repository, Organizations organizations, Authorities authorities, Clock clock) {
        this.repository = repository;
        this.organizations = organizations;
        this.authorities = authorities;
        this.clock = clock;
    }

    /** Whether this viewer sees every user of the parent, as they do there, and not only those with access. */
    boolean isShownWhole(Actor actor, OrganizationId company) {
        return actor.operator()
                || actor.homeWhenActingIn(company)
                        .flatMap(home -> actor.person().map(self -> authorities.of(home, self)))
                        .filter(authority -> authority.permissions().contains(Permission.USERS_VIEW))
                        .isPresent();
    }

    /**
     * By name.
     *
     * @param whole every user of the parent, for viewers who may see them; otherwise those who may currently manage the
     *     company
     * @throws dev.roster.shared.ProblemException {@code not-found} if the company has no parent
     */
    Page<TeamMember> list(
            Actor actor, OrganizationId company, boolean whole, String search, @Nullable Cursor at, int limit) {
        boolean near = isShownWhole(actor, company);
        actor.require(near ? Permission.USERS_VIEW : Permission.ORGANIZATION_ADMINISTER, company);
        var parent = organizations.get(company).parent();
        if (parent == null) {
            throw AccessProblem.NOT_FOUND.with();
        }
        var rows = whole && near
                ? repository.list(parent, company, search, at, limit + 1, clock.instant())
                : repository.listWithAccess(parent, company, search, at, limit + 1, clock.instant());
        return Page.of(rows, limit, at, Row::position)
                .map(Row::shown)
                .map(member -> near ? member : withoutAddress(member));
    }

    private static TeamMember withoutAddress(TeamMember member) {
        return new TeamMember(
                member.id(), member.name(), null, member.status(), member.role(), member.granted(), member.live());
    }
}
