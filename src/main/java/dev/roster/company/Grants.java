package dev.roster.company;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.membership.Member;
import dev.roster.organization.Organizations;
import dev.roster.rights.Governing;
import dev.roster.rights.Members;
import dev.roster.role.Role;
import dev.roster.role.RoleProblem;
import dev.roster.roles.Roles;
import dev.roster.shared.Cursor;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Page;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which users of an organization may act in which linked company. Given and taken away by those who manage the company
 * themselves: governing is not required here, because a grant gives no more than the role that its receiver already has.
 */
@Component
public class Grants {
    /** Each one is checked under the organization's lock. */
    static final int MOST_AT_ONCE = 200;

    private final GrantRepository repository;
    private final Companies companies;
    private final Members members;
    private final Roles roles;
    private final Organizations organizations;
    private final Governing governing;
    private final GrantRecords records;

    Grants(
            GrantRepository repository,
            Companies companies,
            Members members,
            Roles roles,
            Organizations organizations,
            Governing governing,
            GrantRecords records) {
        this.repository = repository;
        this.companies = companies;
        this.members = members;
        this.roles = roles;
        this.organizations = organizations;
        this.governing = governing;
        this.records = records;
    }

    /** A user whose grants the actor may see: one who is here, or can come back. */
    Member getTeamMember(Actor actor, OrganizationId organization, UserId user) {
        actor.require(Permission.USERS_VIEW, organization);
        actor.require(Permission.COMPANIES_MANAGE, organization);
        return members.get(organization, user);
    }

    /** The person's grants, including suspended ones, by the company's name. */
    Page<Grant> list(Member member, @Nullable Cursor at, int limit) {
        return Page.of(repository.list(member.organization(), member.id(), at, limit + 1), limit, at, Row::position)
                .map(Row::shown);
    }

    /** The number of grants that {@link #list} finds. */
    long count(Member member) {
        return repository.count(member.organization(), member.id());
    }

    /** @param company an id or a slug */
    public Grant get(Actor actor, OrganizationId organization, UserId user, String company) {
        var member = getTeamMember(actor, organization, user);
        return get(member, companies.get(actor, organization, company));
    }

    private Grant get(Member member, Company company) {
        return repository
                .find(member.organization(), member.id(), company.id())
                .orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    /**
     * Lets a team member act in these companies, all or none. Existing grants are left unchanged.
     *
     * @param references ids or slugs
     */
    @Transactional
    public void grant(Actor actor, OrganizationId organization, UserId user, Collection<String> references) {
        var granted = companies.requireWithin(actor, Permission.COMPANIES_MANAGE, organization);
        if (references.size() > MOST_AT_ONCE) {
            throw InvalidException.of(CompanyPicks.NAME, "too-many", MOST_AT_ONCE);
        }
        governing.lock(granted);
        var member = members.get(organization, user);
        var wanted = references.stream()
                .distinct()
                .map(reference -> companies.get(actor, organization, reference))
                .toList();
        wanted.forEach(company -> companies.requireManageable(organization, company));
        var all = roles.list(organization);
        var refusal = refusal(member, all);
        if (refusal != null) {
            throw refusal;
        }
        var own = managing(all).stream()
                .filter(role -> member.roles().contains(role.id()))
                .map(Role::key)
                .collect(Collectors.toSet());
        for (var company : wanted) {
            requireRoleThere(own, company);
            records.make(granted, user, company.id(), company.name());
        }
    }

    /** Ends a grant: from their next request on, the person is out of the company but still signed in. */
    @Transactional
    public Grant revoke(Actor actor, OrganizationId organization, UserId user, String reference) {
        var granted = companies.requireWithin(actor, Permission.COMPANIES_MANAGE, organization);
        governing.lock(granted);
        var company = companies.get(actor, organization, reference);
        var grant = get(getTeamMember(actor, organization, user), company);
        companies.requireManageable(organization, company);
        if (actor.is(user)) {
            throw RoleProblem.NOT_TO_ONESELF.with();
        }
        records.end(granted, user, company.id(), company.name());
        return grant;
    }

    /**
     * The reason why this person cannot be granted anything at all, or null if they can.
     *
     * @return {@code has-not-joined}, or {@code cannot-manage-companies}, which says who can change that
     */
    @Nullable ProblemException refusal(Member member) {
        return refusal(member, roles.list(member.organization()));
    }

    private @Nullable ProblemException refusal(Member member, List<Role> all) {
        if (!member.hasJoined() || !member.status().isListed()) {
            return CompanyProblem.HAS_NOT_JOINED.with(
                    member.displayName(),
                    organizations.get(member.organization()).name());
        }
        var managing = managing(all);
        if (member.roles().stream()
                .anyMatch(id -> managing.stream().anyMatch(role -> role.id().equals(id)))) {
            return null;
        }
        var givers = all.stream()
                .filter(role -> managing.stream().anyMatch(m -> role.governs().contains(m.id())))
                .map(Role::name)
                .toList();
        return CompanyProblem.CANNOT_MANAGE_COMPANIES.with(
                member.displayName(),
                member.rights(),
                givers.size(),
                String.join(", ", givers),
                organizations.get(member.organization()).name());
    }

    private void requireRoleThere(Set<String> own, Company company) {
        if (roles.list(company.id()).stream().noneMatch(role -> own.contains(role.key()))) {
            throw CompanyProblem.NO_SUCH_ROLE_THERE.with(company.name(), String.join(", ", new TreeSet<>(own)));
        }
    }

    private static List<Role> managing(List<Role> roles) {
        return roles.stream()
                .filter(role -> role.permissions().contains(Permission.COMPANIES_MANAGE))
                .toList();
    }
}
