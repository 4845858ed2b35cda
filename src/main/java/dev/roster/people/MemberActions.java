package dev.roster.people;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.credentials.AddressChanges;
import dev.roster.credentials.MemberFactors;
import dev.roster.credentials.PasswordResets;
import dev.roster.erasure.Erasures;
import dev.roster.membership.Member;
import dev.roster.people.Memberships.AfterRestoring;
import org.springframework.stereotype.Component;

/** Performs the console's actions on a person. */
@Component
class MemberActions {
    private final Memberships memberships;
    private final RoleAssignments assignments;
    private final Removals removals;
    private final AddressChanges addresses;
    private final MemberFactors factors;
    private final PasswordResets resets;
    private final Erasures erasures;

    MemberActions(
            Memberships memberships,
            RoleAssignments assignments,
            Removals removals,
            AddressChanges addresses,
            MemberFactors factors,
            PasswordResets resets,
            Erasures erasures) {
        this.memberships = memberships;
        this.assignments = assignments;
        this.removals = removals;
        this.addresses = addresses;
        this.factors = factors;
        this.resets = resets;
        this.erasures = erasures;
    }

    /** Performs the action and returns the updated person; an erased one as they were before. */
    Member act(Actor actor, MemberAction action, Member member, ActionForm typed) {
        var here = member.organization();
        var user = member.id();
        return switch (action) {
            case CHANGE_ROLE -> assignments.changeRole(actor, here, user, typed.roleOrBlank(), Expected.ANY);
            case CHANGE_EMAIL -> addresses.change(actor, here, user, typed.emailOrBlank(), Expected.ANY);
            case RESET_PASSWORD -> resets.send(actor, here, user);
            case RESET_FACTOR -> factors.reset(actor, here, user);
            case DEACTIVATE -> memberships.deactivate(actor, here, user);
            case ACTIVATE -> memberships.activate(actor, here, user);
            case REMOVE -> removals.remove(actor, here, user);
            case REVOKE_INVITATION -> removals.revokeInvitation(actor, here, user);
            case DELETE -> memberships.delete(actor, here, user, Expected.ANY);
            case RESTORE ->
                memberships.restore(
                        actor,
                        here,
                        user,
                        typed.mail() == null ? AfterRestoring.MAIL_NOTHING : AfterRestoring.MAIL_A_LINK);
            case ERASE -> {
                erasures.erase(actor, here, user, typed.confirmOrBlank());
                yield member;
            }
            case CHANGE_GROUPS,
                    SET_PASSWORD,
                    REGENERATE_PASSWORD,
                    COPY_INVITATION_LINK,
                    RESEND_INVITATION,
                    SEND_NEW_INVITATION -> throw new IllegalStateException("is done by a page");
        };
    }
}
