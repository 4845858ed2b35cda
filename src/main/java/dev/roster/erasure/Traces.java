package dev.roster.erasure;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.audit.AuditLog;
import dev.roster.draft.Drafts;
import dev.roster.idempotency.KeptAnswers;
import dev.roster.mail.Outbox;
import dev.roster.membership.AccountRepository;
import dev.roster.person.KnownAs;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Text;
import dev.roster.shared.UserId;
import java.util.HashMap;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Data about a person besides the account: emails, drafts, stored answers to idempotent requests, names in the audit log. */
@Component
class Traces {
    private final AccountRepository accounts;
    private final AuditLog audit;
    private final Outbox outbox;
    private final Drafts drafts;
    private final KeptAnswers keptAnswers;

    Traces(AccountRepository accounts, AuditLog audit, Outbox outbox, Drafts drafts, KeptAnswers keptAnswers) {
        this.accounts = accounts;
        this.audit = audit;
        this.outbox = outbox;
        this.drafts = drafts;
        this.keptAnswers = keptAnswers;
    }

    /** Everything that may identify the person, including earlier addresses, usernames and external ids. */
    KnownAs knownAs(Permit granted, UserId user) {
        var now = accounts.knownAs(granted, user);
        var emails = new TreeSet<>(now.emails());
        audit.recordedNames(granted, user, "email")
                .forEach(before ->
                        EmailAddress.read(before).map(EmailAddress::key).ifPresent(emails::add));
        var usernames = new TreeSet<>(now.usernames());
        audit.recordedNames(granted, user, "username").stream()
                .map(Text::asciiLowerCase)
                .forEach(usernames::add);
        var externalIds = new HashMap<OrganizationId, Set<String>>();
        now.externalIds().forEach((organization, ids) -> externalIds.put(organization, new TreeSet<>(ids)));
        audit.recordedNamesByOrganization(granted, user, "externalId")
                .forEach((organization, ids) -> externalIds
                        .computeIfAbsent(organization, _ -> new TreeSet<>())
                        .addAll(ids));
        return new KnownAs(user, emails, usernames, now.displayName(), now.organizations(), externalIds);
    }

    /** Deletes what this organization has about the person. */
    void forgetHere(OrganizationPermit granted, KnownAs known) {
        outbox.forgetHere(granted, known.user());
        drafts.forgetHere(granted, known.user(), known.names());
        keptAnswers.forgetHere(granted, known.user(), known.names());
        audit.forgetNamesHere(granted, known.user());
    }

    /** Deletes what all organizations have about the person. */
    void forget(Permit granted, KnownAs known) {
        outbox.forget(granted, known.user());
        drafts.forget(granted, known.user(), known.emails(), known.usernames(), known.organizations());
        keptAnswers.forget(granted, known.user(), known.emails(), known.usernames(), known.organizations());
        audit.forgetNames(granted, known.user());
    }
}
