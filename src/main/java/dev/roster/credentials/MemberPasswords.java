package dev.roster.credentials;

import dev.roster.access.Actor;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.audit.NewAuditEvent;
import dev.roster.membership.Member;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.PasswordAdministration;
import dev.roster.password.HashedPassword;
import dev.roster.password.NewPasswords;
import dev.roster.rights.Governing;
import dev.roster.rights.Members;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import org.springframework.stereotype.Component;

/** Gives users a new password, generated or typed by an administrator. */
@Component
public class MemberPasswords {
    private final Members members;
    private final Governing governing;
    private final Organizations organizations;
    private final NewPasswords passwords;
    private final GivenPasswords given;

    MemberPasswords(
            Members members,
            Governing governing,
            Organizations organizations,
            NewPasswords passwords,
            GivenPasswords given) {
        this.members = members;
        this.governing = governing;
        this.organizations = organizations;
        this.passwords = passwords;
        this.given = given;
    }

    /**
     * Generates a new password for the actor to hand over. The old one, every session and every link of the person are revoked
     * with it, and they are notified by email.
     *
     * @return the password, which cannot be retrieved again
     */
    public String generate(Actor actor, OrganizationId organization, UserId user) {
        var offered = offered(actor, organization, user, PasswordAdministration.GENERATE);
        var password = passwords.generate(offered.policy().password());
        give(offered, user, passwords.hash(password), NewAuditEvent.of(CredentialsAction.PASSWORD_GENERATED));
        return password;
    }

    /** The same with a password that the actor typed. */
    public Member set(Actor actor, OrganizationId organization, UserId user, String password) {
        var offered = offered(actor, organization, user, PasswordAdministration.SET);
        if (password.isEmpty()) {
            throw InvalidException.of("password", "required");
        }
        var personal = members.get(organization, user).personal();
        var hashed = passwords.typed(offered.policy().password(), password, personal);
        give(offered, user, hashed, NewAuditEvent.of(CredentialsAction.PASSWORD_SET));
        return members.get(organization, user);
    }

    private record Offered(OrganizationPermit granted, Policy policy) {}

    /** Checks that can be made before anything is hashed, which takes tens of milliseconds. */
    private Offered offered(Actor actor, OrganizationId organization, UserId user, PasswordAdministration way) {
        var granted = actor.require(Permission.USERS_SET_PASSWORD, organization);
        var member = members.get(organization, user);
        Members.requireHome(member);
        governing.look(granted).requireMayChangeAccount(user, member.displayName());
        var policy = organizations.get(organization).policy();
        if (!policy.othersPasswords().contains(way)) {
            throw UserProblem.PASSWORD_NOT_YOURS.with();
        }
        return new Offered(granted, policy);
    }

    private void give(Offered offered, UserId user, HashedPassword hashed, NewAuditEvent event) {
        given.give(offered.granted(), user, hashed, offered.policy().changeGeneratedPassword(), event);
    }
}
