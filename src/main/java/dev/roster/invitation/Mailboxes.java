package dev.roster.invitation;

import dev.roster.access.OrganizationPermit;
import dev.roster.credentials.AddressChanges;
import dev.roster.password.Passwords;
import dev.roster.shared.UserId;
import org.springframework.stereotype.Component;

/** What an accepted invitation shows about the mailbox it was sent to, depending on how its link came. */
@Component
class Mailboxes {
    private final InvitationRepository repository;
    private final InvitationMails mails;
    private final AddressChanges addresses;
    private final Passwords passwords;

    Mailboxes(InvitationRepository repository, InvitationMails mails, AddressChanges addresses, Passwords passwords) {
        this.repository = repository;
        this.mails = mails;
        this.addresses = addresses;
        this.passwords = passwords;
    }

    /** The link came by mail, to a person with an account. */
    void proven(OrganizationPermit here, UserId user) {
        passwords.own(user);
        addresses.confirmed(here, user);
    }

    /** The link was copied: mails another to the address, which proves it. */
    void askToConfirm(OrganizationPermit here, UserId user) {
        var organization = here.organization();
        var account = repository.findAccount(user, organization).orElseThrow();
        mails.askToConfirm(here, repository.find(organization, user).orElseThrow(), account.email());
    }
}
