package dev.roster.company;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.access.Viewer;
import dev.roster.organization.NewOrganization;
import dev.roster.organization.Organization;
import dev.roster.organization.Organizations;
import dev.roster.organization.Parents;
import dev.roster.organization.Presets;
import dev.roster.rights.Governing;
import dev.roster.role.Role;
import dev.roster.roles.Roles;
import dev.roster.shared.Cursor;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The companies linked to an organization: listed, created, linked and unlinked by its own users. */
@Component
public class Companies {
    private final CompanyRepository repository;
    private final GrantRecords grants;
    private final Organizations organizations;
    private final Parents parents;
    private final Presets presets;
    private final Roles roles;
    private final Governing governing;

    Companies(
            CompanyRepository repository,
            GrantRecords grants,
            Organizations organizations,
            Parents parents,
            Presets presets,
            Roles roles,
            Governing governing) {
        this.repository = repository;
        this.grants = grants;
        this.organizations = organizations;
        this.parents = parents;
        this.presets = presets;
        this.roles = roles;
        this.governing = governing;
    }

    /** All of them by name, for users who may manage companies at all: not only those they are granted. */
    public Page<Company> list(
            Actor actor, OrganizationId organization, @Nullable String search, @Nullable Cursor at, int limit) {
        actor.require(Permission.COMPANIES_MANAGE, organization);
        var rows = repository.list(organization, Viewer.of(actor), search, at, limit + 1);
        return Page.of(rows, limit, at, Row::position).map(Row::shown);
    }

    /** The number of companies that {@link #list} finds. */
    public long count(Actor actor, OrganizationId organization, @Nullable String search) {
        actor.require(Permission.COMPANIES_MANAGE, organization);
        return repository.count(organization, search);
    }

    /** A page of the download, by name. */
    Page<CompanyFacts> listFacts(Actor actor, OrganizationId organization, @Nullable Cursor at, int limit) {
        actor.require(Permission.COMPANIES_MANAGE, organization);
        var rows = repository.listFacts(organization, Viewer.of(actor), at, limit + 1);
        return Page.of(rows, limit, at, Row::position).map(Row::shown);
    }

    /** The company with this id or slug, if it is linked to this organization. */
    public Company get(Actor actor, OrganizationId organization, String reference) {
        actor.require(Permission.COMPANIES_MANAGE, organization);
        return organizations
                .findByReference(reference)
                .flatMap(found -> repository.find(organization, Viewer.of(actor), found.id()))
                .orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    /** Creates a company and links it. The creator is granted it immediately. */
    @Transactional
    public Organization create(Actor actor, OrganizationId organization, NewOrganization typed) {
        var granted = requireMayCreate(actor, organization);
        governing.lock(granted);
        requireCouldManage(actor, organization, typed.preset());
        var made = organizations.createLinked(granted, typed);
        grants.grantToMaker(granted, made);
        return made;
    }

    /** Checks everything that {@link #create} requires, before anything is typed. */
    OrganizationPermit requireMayCreate(Actor actor, OrganizationId organization) {
        var granted = requireWithin(actor, Permission.COMPANIES_MANAGE, organization);
        if (!organizations.get(organization).policy().linkedCompanies()) {
            throw CompanyProblem.COMPANIES_NOT_OFFERED.with();
        }
        return granted;
    }

    /**
     * Checks that a person could create users in a company of this preset. Done before the slug is checked, so that no one can
     * probe for taken slugs without creating companies.
     */
    private void requireCouldManage(Actor actor, OrganizationId organization, String presetKey) {
        var authority = actor.authority();
        var preset = presets.find(presetKey);
        if (actor.operator() || authority == null || actor.person().isEmpty() || preset.isEmpty()) {
            return;
        }
        var own = roles.list(organization).stream()
                .filter(role -> authority.roles().contains(role.id()))
                .filter(role -> role.permissions().contains(Permission.COMPANIES_MANAGE))
                .map(Role::key)
                .toList();
        boolean could = preset.get().roles().stream()
                .anyMatch(
                        role -> own.contains(role.key()) && role.permissions().contains(Permission.USERS_CREATE.key()));
        if (!could) {
            throw InvalidException.of("preset", "no-such-role");
        }
    }

    /** Links an organization that has no parent. For operators only: no one can hand over a company that is not theirs. */
    @Transactional
    public Organization link(Actor actor, OrganizationId organization, String reference) {
        var granted = requireWithin(actor, Permission.COMPANIES_MANAGE, organization);
        if (!actor.operator()) {
            throw CompanyProblem.ONLY_THE_OPERATOR_LINKS.with();
        }
        var company = organizations
                .findByReference(reference)
                .orElseThrow(() -> InvalidException.of("organization", reference.isBlank() ? "required" : "unknown"));
        parents.link(granted, company);
        grants.grantToMaker(granted, company);
        return organizations.get(company.id());
    }

    /**
     * Ends the link and every grant for the company, effective on the next request. For an administrator who manages the
     * company, and only if the company then still has administrators of its own.
     */
    @Transactional
    public void unlink(Actor actor, OrganizationId organization, String reference) {
        var granted = requireWithin(actor, Permission.ORGANIZATION_ADMINISTER, organization);
        governing.lock(granted);
        var company = getManageable(actor, organization, reference);
        var linked = organizations.get(company.id());
        if (!parents.unlink(granted, linked)) {
            throw AccessProblem.NOT_FOUND.with();
        }
        if (!actor.operator() && !governing.isAdministered(linked.id())) {
            throw CompanyProblem.NO_ADMINISTRATOR_THERE.with(linked.name());
        }
        grants.endAll(granted, linked);
    }

    /** A company that the actor may unlink, as far as can be told in advance. */
    Company getToUnlink(Actor actor, OrganizationId organization, String reference) {
        requireWithin(actor, Permission.ORGANIZATION_ADMINISTER, organization);
        return getManageable(actor, organization, reference);
    }

    private Company getManageable(Actor actor, OrganizationId organization, String reference) {
        var company = get(actor, organization, reference);
        requireManageable(organization, company);
        return company;
    }

    /**
     * Checks that the actor is one of the organization's own users: those who act in it by a grant decide nothing further
     * down.
     */
    OrganizationPermit requireWithin(Actor actor, Permission permission, OrganizationId organization) {
        var granted = actor.require(permission, organization);
        var home = actor.homeWhenActingIn(organization);
        if (home.isPresent() && !actor.operator()) {
            throw CompanyProblem.ONLY_FROM_WITHIN.with(
                    organizations.get(organization).name(),
                    organizations.get(home.get()).name());
        }
        return granted;
    }

    /** Checks that the actor may manage the company themselves. */
    void requireManageable(OrganizationId organization, Company company) {
        if (company.manageable()) {
            return;
        }
        throw CompanyProblem.COMPANY_NOT_GRANTED.with(
                company.name(),
                company.managerCount(),
                String.join(", ", company.managers()),
                organizations.get(organization).name());
    }
}
