package dev.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roster.access.AccessProblem;
import dev.roster.apitoken.OperatorTokens;
import dev.roster.auditlog.AuditEvents;
import dev.roster.auditlog.AuditFilter;
import dev.roster.health.Checks;
import dev.roster.mail.Mails;
import dev.roster.operator.Accounts;
import dev.roster.organization.NewOrganization;
import dev.roster.organization.Organizations;
import dev.roster.shared.ProblemException;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.util.LinkedHashMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The operator's operations refuse everyone else themselves, whichever page or route leads to them. */
class OperatorTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("partner");

    @TestFactory
    Stream<DynamicTest> what_is_the_operators_is_not_there_for_anybody_else() {
        var actor = COMPANY.person("administrator").actor();
        var user = COMPANY.quick("user").id();
        var organizations = SERVER.bean(Organizations.class);
        var accounts = SERVER.bean(Accounts.class);
        var tokens = SERVER.bean(OperatorTokens.class);
        var token = tokens.create(TestServer.OPERATOR, "New", null).token().id();
        var mails = SERVER.bean(Mails.class);
        var mail = mails.list(TestServer.OPERATOR, null, null, 1)
                .items()
                .getFirst()
                .id();
        var deeds = new LinkedHashMap<String, ThrowingCallable>();
        deeds.put(
                "make an organization",
                () -> organizations.create(actor, new NewOrganization("New", null, "partner", null)));
        deeds.put("list organizations", () -> organizations.list(actor, null, null, 1));
        deeds.put("count organizations", () -> organizations.count(actor, null));
        deeds.put("list accounts", () -> accounts.list(actor, null, null, 1));
        deeds.put("look at an account", () -> accounts.get(actor, user));
        deeds.put("look at memberships", () -> accounts.memberships(actor, user));
        deeds.put("block", () -> accounts.block(actor, user));
        deeds.put("make a token", () -> tokens.create(actor, "New", null));
        deeds.put("list tokens", () -> tokens.list(actor));
        deeds.put("revoke a token", () -> tokens.revoke(actor, token));
        deeds.put(
                "see the state of the installation",
                () -> SERVER.bean(Checks.class).list(actor));
        deeds.put("see slow statements", () -> SERVER.bean(Checks.class).slowest(actor));
        deeds.put("list mails", () -> mails.list(actor, null, null, 1));
        deeds.put("look at a mail", () -> mails.get(actor, mail));
        deeds.put("retry a mail", () -> mails.retry(actor, mail));
        deeds.put("retry all mails", () -> mails.retryAll(actor));
        deeds.put("see why mails wait", () -> mails.pause(actor));
        deeds.put(
                "read the audit log",
                () -> SERVER.bean(AuditEvents.class)
                        .listOfInstallation(actor, AuditFilter.target(user.value()), null, 1));
        return deeds.entrySet().stream()
                .map(deed -> DynamicTest.dynamicTest(deed.getKey(), () -> assertNotThere(deed.getValue())));
    }

    private static void assertNotThere(ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(AccessProblem.NOT_FOUND));
    }
}
