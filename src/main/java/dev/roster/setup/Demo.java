package dev.roster.setup;

import dev.roster.access.Actor;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.organization.Organization;
import dev.roster.password.Passwords;
import dev.roster.shared.Ids;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Fills an empty installation with the {@link Cast} and the people around them, in one transaction: an interrupted start
 * leaves nothing behind.
 */
@Component
class Demo {
    static final Actor.Job JOB = new Actor.Job("demo");

    private final DemoRepository repository;
    private final DemoOrganizations organizations;
    private final DemoAgency agency;
    private final FirstOperator firstOperator;
    private final SetupLink setupLink;
    private final Passwords passwords;
    private final TransactionOperations transactions;

    Demo(
            DemoRepository repository,
            DemoOrganizations organizations,
            DemoAgency agency,
            FirstOperator firstOperator,
            SetupLink setupLink,
            Passwords passwords,
            TransactionOperations transactions) {
        this.repository = repository;
        this.organizations = organizations;
        this.agency = agency;
        this.firstOperator = firstOperator;
        this.setupLink = setupLink;
        this.passwords = passwords;
        this.transactions = transactions;
    }

    /** Creates the demo data, unless anything already exists; false in that case. */
    boolean make() {
        if (!repository.isEmpty()) {
            return false;
        }
        // Two hashes for hundreds of people: each takes tens of milliseconds. No one knows the second password.
        var known = passwords.hash(Cast.PASSWORD);
        var unknown = passwords.hash(Ids.next().toString() + Ids.next());
        transactions.executeWithoutResult(transaction -> {
            organizations.make(known, unknown);
            agency.letManage();
        });
        firstOperator.create(
                setupLink.findToken().orElseThrow(),
                new NewOperator(Cast.OLIVE.displayName(), Cast.OLIVE.email(), Cast.PASSWORD, "en"));
        return true;
    }

    static OrganizationPermit granted(Organization organization) {
        return JOB.require(Permission.ORGANIZATION_ADMINISTER, organization.id());
    }

    static boolean hasGroups(Organization organization) {
        return organization.policy().newUser().groups();
    }
}
