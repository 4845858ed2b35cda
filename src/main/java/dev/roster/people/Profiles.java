package dev.roster.people;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.access.Permit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.credentials.Addresses;
import dev.roster.membership.Member;
import dev.roster.membership.MemberRepository;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Organizations;
import dev.roster.person.Profile;
import dev.roster.person.ProfileInput;
import dev.roster.rights.Governing;
import dev.roster.rights.Members;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.Objects;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Changes users' profiles: by others who may, or by themselves. */
@Component
public class Profiles {
    private final Users users;
    private final Members members;
    private final MemberRepository repository;
    private final Addresses addresses;
    private final Organizations organizations;
    private final Governing governing;
    private final AuditLog audit;

    Profiles(
            Users users,
            Members members,
            MemberRepository repository,
            Addresses addresses,
            Organizations organizations,
            Governing governing,
            AuditLog audit) {
        this.users = users;
        this.members = members;
        this.repository = repository;
        this.addresses = addresses;
        this.organizations = organizations;
        this.governing = governing;
        this.audit = audit;
    }

    /** Changes a profile, except for the address. */
    @Transactional
    public Member edit(Actor actor, OrganizationId organization, UserId user, ProfileInput typed, Expected expected) {
        var self = actor.is(user);
        var granted = actor.require(self ? Permission.PROFILE_EDIT : Permission.USERS_EDIT, organization);
        var standing = governing.lock(granted);
        var before = users.get(actor, organization, user);
        if (!self) {
            standing.requireMayActOn(user);
        }
        Members.requireHome(before);
        Members.requireJoined(before, "edit");
        if (!self) {
            standing.requireMayChangeAccount(user, before.displayName());
        }
        var errors = new InvalidException.Collector();
        var profile =
                before.profile().changed(typed, organizations.get(organization).policy(), errors);
        errors.throwIfAny();
        if (!Objects.equals(profile.username(), before.username())) {
            addresses.count(actor);
        }
        expected.require(before.version());
        if (!updateProfile(granted, before, profile)) {
            throw AccessProblem.STALE.with();
        }
        var after = users.get(actor, organization, user);
        audit.record(
                granted,
                NewAuditEvent.of(UserAction.EDITED)
                        .to(user)
                        .names(before.profile().recorded(), after.profile().recorded()));
        return after;
    }

    /** A person who accepts an invitation enters their own name; until now there was only what others typed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void introduce(OrganizationPermit granted, UserId user, ProfileInput typed) {
        var before = members.get(granted.organization(), user);
        var errors = new InvalidException.Collector();
        var profile = before.profile()
                .changed(typed, organizations.get(granted.organization()).policy(), errors);
        errors.throwIfAny();
        if (!updateProfile(granted, before, profile)) {
            throw AccessProblem.STALE.with();
        }
    }

    private boolean updateProfile(Permit granted, Member before, Profile profile) {
        try {
            return repository.updateProfile(granted, before, profile);
        } catch (DuplicateKeyException taken) {
            throw UserProblem.USERNAME_TAKEN.with(String.valueOf(profile.username()));
        }
    }
}
