package dev.roster.user;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Granted;
import dev.roster.access.Permission;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.link.Links;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy.Departure;
import dev.roster.password.Passwords;
import dev.roster.role.Governing;
import dev.roster.role.RoleProblem;
import dev.roster.role.Roles;
import dev.roster.role.Standing;
import dev.roster.session.Session;
import dev.roster.session.Sessions;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import dev.roster.shared.UserId;
import dev.roster.user.PasswordMails.Addressee;
import dev.roster.user.PasswordMails.Cause;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Everything an administrator does to a membership after it was made: role, status, sessions, a reset mail. */
@Component
public class Memberships {
    private final MemberRepository repository;
    private final Organizations organizations;
    private final Roles roles;
    private final Governing governing;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Links links;
    private final PasswordMails mails;
    private final AuditLog audit;
    private final Clock clock;

    Memberships(
            MemberRepository repository,
            Organizations organizations,
            Roles roles,
            Governing governing,
            Passwords passwords,
            Sessions sessions,
            Links links,
            PasswordMails mails,
            AuditLog audit,
            Clock clock) {
        this.repository = repository;
        this.organizations = organizations;
        this.roles = roles;
        this.governing = governing;
        this.passwords = passwords;
        this.sessions = sessions;
        this.links = links;
        this.mails = mails;
        this.audit = audit;
        this.clock = clock;
    }

    /** What happens with a restored user's password: it is gone, and a new one comes by link. */
    public enum AfterRestoring {
        MAIL_A_LINK,
        MAIL_NOTHING
    }

    /** Gives another role. Takes effect with the person's next request. */
    @Transactional
    public Member changeRole(Actor actor, OrganizationId organization, UserId user, String roleKey) {
        var granted = actor.require(Permission.USERS_ASSIGN_ROLE, organization);
        var standing = governing.lock(granted);
        var before = get(organization, user);
        standing.requireMayActOn(user);
        var role = roles.findByKey(organization, roleKey)
                .orElseThrow(() -> InvalidException.of("role", roleKey.isBlank() ? "required" : "unknown"));
        standing.requireMayHandOut(role.id());
        if (!before.status().isListed()) {
            throw UserProblem.NOT_IN_THIS_STATUS.with(
                    "change_role", before.status().key());
        }
        var held = before.role();
        if (held != null && held.id().equals(role.id())) {
            return before;
        }
        if (!role.permissions().contains(Permission.ORGANIZATION_ADMINISTER)) {
            standing.requireAdministratorRemains(user);
        }
        repository.setRole(granted, user, role.id());
        audit.record(
                granted,
                NewAuditEvent.of("user.role_changed")
                        .to(user)
                        .before(held == null ? Map.of() : Map.of("role", held.key()))
                        .after(Map.of("role", role.key())));
        return get(organization, user);
    }

    /** No sign-in from the next request on; role and password stay. */
    @Transactional
    public Member deactivate(Actor actor, OrganizationId organization, UserId user) {
        var granted = actor.require(Permission.USERS_DEACTIVATE, organization);
        var standing = standingOver(granted, user);
        requireOffered(organization, Departure.DEACTIVATE);
        standing.requireAdministratorRemains(user);
        move(granted, user, Transition.DEACTIVATE);
        endSessionsUnlessWanted(granted, user);
        return get(organization, user);
    }

    @Transactional
    public Member activate(Actor actor, OrganizationId organization, UserId user) {
        var granted = actor.require(Permission.USERS_DEACTIVATE, organization);
        standingOver(granted, user);
        requireOffered(organization, Departure.DEACTIVATE);
        move(granted, user, Transition.ACTIVATE);
        return get(organization, user);
    }

    /** Soft-deletes: the password, the sessions and the links are gone, the address stays taken; restorable. */
    @Transactional
    public Member delete(Actor actor, OrganizationId organization, UserId user) {
        var granted = actor.require(Permission.USERS_DELETE, organization);
        var standing = standingOver(granted, user);
        requireOffered(organization, Departure.DELETE);
        standing.requireAdministratorRemains(user);
        var before = get(organization, user);
        move(granted, user, Transition.DELETE);
        if (before.home()) {
            passwords.drop(granted, user);
            links.endAll(granted, user);
            sessions.endAll(granted, user);
        }
        return get(organization, user);
    }

    /** Brings the account back without its password; the old role if the actor may hand it out, else the default. */
    @Transactional
    public Member restore(Actor actor, OrganizationId organization, UserId user, AfterRestoring after) {
        var granted = actor.require(Permission.USERS_DELETE, organization);
        var standing = governing.lock(granted);
        if (actor.is(user)) {
            throw RoleProblem.NOT_TO_ONESELF.with();
        }
        var before = get(organization, user);
        var policy = organizations.get(organization).policy();
        var role = roleAfterRestoring(standing, organization, before, policy.defaultRole());
        move(granted, user, Transition.RESTORE);
        repository.setRole(granted, user, role);
        var restored = get(organization, user);
        if (after == AfterRestoring.MAIL_A_LINK) {
            mails.sendSetPassword(
                    granted, Addressee.of(restored), policy.links().forSetPassword(), Cause.ADMINISTRATOR);
        }
        return restored;
    }

    /**
     * Mails a link to the person's own address: to reset the password, or to set the first one. Needs no governing: the
     * actor learns nothing and gains nothing by it.
     */
    @Transactional
    public Member sendPasswordReset(Actor actor, OrganizationId organization, UserId user) {
        var granted = actor.require(Permission.USERS_RESET_PASSWORD, organization);
        var member = get(organization, user);
        if (!member.home()) {
            throw UserProblem.NOT_HOME.with();
        }
        var policy = organizations.get(organization).policy();
        var links = policy.links();
        switch (member.status()) {
            case PENDING ->
                mails.sendSetPassword(granted, Addressee.of(member), links.forSetPassword(), Cause.ADMINISTRATOR);
            case ACTIVE ->
                mails.sendResetPassword(granted, Addressee.of(member), links.forResetPassword(), Cause.ADMINISTRATOR);
            default ->
                throw UserProblem.NOT_IN_THIS_STATUS.with(
                        "reset_password", member.status().key());
        }
        audit.record(granted, NewAuditEvent.of("user.password_reset_sent").to(user));
        return member;
    }

    /**
     * What follows when a person has set their password by a mailed link: the address is proven, and every membership
     * that waited for it becomes active.
     */
    @Transactional
    public void passwordSet(Granted granted, UserId user) {
        repository.verifyEmail(user, clock.instant());
        for (var organization : repository.listPending(user)) {
            move(granted.in(organization), user, Transition.SET_PASSWORD);
        }
    }

    /** The sessions of somebody, for who may end them. */
    @Transactional
    public List<Session> listSessions(Actor actor, OrganizationId organization, UserId user) {
        standingOver(actor.require(Permission.USERS_SIGN_OUT, organization), user);
        return sessions.list(user);
    }

    /** Ends one session of somebody, or all of them where {@code session} is null. */
    @Transactional
    public void signOut(Actor actor, OrganizationId organization, UserId user, @Nullable UUID session) {
        var granted = actor.require(Permission.USERS_SIGN_OUT, organization);
        standingOver(granted, user);
        if (session == null) {
            sessions.endAll(granted, user);
        } else if (!sessions.end(granted, user, session)) {
            throw AccessProblem.NOT_FOUND.with();
        }
        audit.record(granted, NewAuditEvent.of("user.signed_out").to(user));
    }

    private Standing standingOver(Granted granted, UserId user) {
        var standing = governing.lock(granted);
        get(granted.organization(), user);
        standing.requireMayActOn(user);
        return standing;
    }

    private RoleId roleAfterRestoring(
            Standing standing, OrganizationId organization, Member member, @Nullable String defaultRole) {
        var held = member.role();
        if (held != null && standing.mayHandOut(held.id())) {
            return held.id();
        }
        var role = roles.findByKey(organization, defaultRole == null ? "" : defaultRole)
                .orElseThrow(() -> InvalidException.of("role", "required"));
        standing.requireMayHandOut(role.id());
        return role.id();
    }

    private void move(Granted granted, UserId user, Transition transition) {
        var before = get(granted.organization(), user);
        if (!repository.move(granted, user, transition, clock.instant())) {
            throw UserProblem.NOT_IN_THIS_STATUS.with(
                    transition.key(), before.status().key());
        }
        audit.record(
                granted,
                NewAuditEvent.of("user." + transition.key())
                        .to(user)
                        .before(Map.of("status", before.status().key()))
                        .after(Map.of("status", transition.to().key())));
    }

    /** Whoever may still be elsewhere stays signed in there; here the live status shuts them out. */
    private void endSessionsUnlessWanted(Granted granted, UserId user) {
        if (!repository.isActiveAnywhere(user)) {
            sessions.endAll(granted, user);
        }
    }

    private void requireOffered(OrganizationId organization, Departure departure) {
        if (!organizations.get(organization).policy().offers(departure)) {
            throw UserProblem.NOT_OFFERED.with(departure.name().toLowerCase(Locale.ROOT));
        }
    }

    private Member get(OrganizationId organization, UserId user) {
        return repository
                .find(organization, user)
                .filter(m -> m.status() != MembershipStatus.REMOVED && m.status() != MembershipStatus.ERASED)
                .orElseThrow(AccessProblem.NOT_FOUND::with);
    }
}
