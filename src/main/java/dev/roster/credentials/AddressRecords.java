package dev.roster.credentials;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.access.Permit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.membership.AccountRepository;
import dev.roster.membership.Member;
import dev.roster.membership.UserProblem;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Records a person's new address, and that they have confirmed it. The decision is made by the caller. */
@Component
public class AddressRecords {
    private final AccountRepository accounts;
    private final Addresses addresses;
    private final AuditLog audit;
    private final Clock clock;

    AddressRecords(AccountRepository accounts, Addresses addresses, AuditLog audit, Clock clock) {
        this.accounts = accounts;
        this.addresses = addresses;
        this.audit = audit;
        this.clock = clock;
    }

    /** The person has confirmed the address with the link emailed to it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void confirmed(Permit granted, UserId user) {
        if (accounts.verifyEmail(user, clock.instant())) {
            audit.record(
                    granted, NewAuditEvent.of(CredentialsAction.EMAIL_CONFIRMED).to(user));
        }
    }

    /** A different address, which still has to be confirmed. */
    void replace(OrganizationPermit granted, Member before, EmailAddress email) {
        write(granted, before, email);
        audit.record(
                granted,
                NewAuditEvent.of(CredentialsAction.EMAIL_CHANGED)
                        .to(before.id())
                        .names(
                                before.email() == null ? Map.of() : Map.of("email", before.email()),
                                Map.of("email", email.value())));
    }

    /**
     * A restored account has its address again.
     *
     * @throws ProblemException if another account has it by now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reclaim(OrganizationPermit granted, Member restored) {
        var email = restored.profile().email();
        if (email == null) {
            return;
        }
        try {
            if (!accounts.reclaim(granted, restored.id(), email)) {
                throw elsewhere(email);
            }
        } catch (DuplicateKeyException atThisMoment) {
            throw elsewhere(email);
        }
    }

    /** The same address with different capitalisation: its confirmation still holds. */
    void respell(OrganizationPermit granted, Member before, EmailAddress email) {
        write(granted, before, email);
    }

    private void write(OrganizationPermit granted, Member before, EmailAddress email) {
        accounts.freeGivenUp(granted, List.of(email));
        try {
            if (!accounts.setEmail(granted, before.id(), before.profile(), email)) {
                throw mayKnow(granted) ? addresses.taken(before.organization(), email) : elsewhere(email);
            }
        } catch (DuplicateKeyException atThisMoment) {
            throw elsewhere(email);
        }
    }

    /** What is known of an address is disclosed to those who may create users. */
    private static boolean mayKnow(OrganizationPermit granted) {
        return granted.actor().may(Permission.USERS_CREATE, granted.organization());
    }

    private static ProblemException elsewhere(EmailAddress email) {
        return UserProblem.ADDRESS_KNOWN_ELSEWHERE.with(email.value());
    }
}
