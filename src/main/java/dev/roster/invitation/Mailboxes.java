package dev.roster.invitation;

import dev.roster.access.OrganizationPermit;
import dev.roster.credentials.AddressRecords;
import dev.roster.credentials.MailboxProofs;
import dev.roster.shared.UserId;
import org.springframework.stereotype.Component;

/** What accepting an invitation proves about the mailbox it was sent to, depending on how the link was delivered. */
@Component
class Mailboxes {
    private final InvitationRepository repository;
    private final InvitationMails mails;
    private final AddressRecords addresses;
    private final MailboxProofs proofs;

    Mailboxes(InvitationRepository repository, InvitationMails mails, AddressRecords addresses, MailboxProofs proofs) {
        this.repository = repository;
        this.mails = mails;
        this.addresses = addresses;
        this.proofs = proofs;
    }

    /** The link came by email, to a person with an account. */
    void proven(OrganizationPermit here, UserId user) {
        proofs.own(here, user);
        addresses.confirmed(here, user);
    }

    /** The link was copied: another one is emailed to the address to prove it. */
    void askToConfirm(OrganizationPermit here, UserId user) {
        var organization = here.organization();
        var account = repository.findAccount(user, organization).orElseThrow();
        mails.askToConfirm(here, repository.find(organization, user).orElseThrow(), account.email());
    }
}
