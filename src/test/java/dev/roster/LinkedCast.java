package dev.roster;

import dev.roster.AccessCast.Asker;
import dev.roster.access.Expected;
import dev.roster.company.Companies;
import dev.roster.company.Grants;
import dev.roster.people.Memberships;
import dev.roster.people.RoleAssignments;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import java.util.List;

/** The askers in the section on a linked company: its own users, and those of the agency that it is linked to. */
final class LinkedCast {
    private final TestServer server;
    private final Company agency;
    private final Company company;
    private final Company other;
    private final Asker unlinked;

    /** First the one who had the company before it was relinked: unlinking ends every grant for it. */
    LinkedCast(TestServer server) {
        this.server = server;
        agency = server.company("partner");
        company = server.company("partner");
        other = server.company("partner");
        link(company);
        link(other);
        unlinked = granted("manager", company);
        companies().unlink(TestServer.OPERATOR, agency.id(), company.slug());
        link(company);
    }

    /** The user that is asked about. */
    Company company() {
        return company;
    }

    /** A user of the agency without access to the company. */
    Person teamMember() {
        return agency.quick("user");
    }

    /** All but the ungranted were let in before they lost access, in the browser that they ask with. */
    Asker asker(String kind) {
        return switch (kind) {
            case "native" -> signedIn(company.another("administrator"));
            case "granted_administrator" -> granted("administrator", company);
            case "granted_manager" -> granted("manager", company);
            case "ungranted" -> signedIn(agency.another("manager"));
            case "demoted" -> demoted();
            case "revoked" -> revoked();
            case "removed" -> removed();
            case "unlinked" -> unlinked;
            case "other_grant" -> granted("manager", other);
            case "operator" -> new Asker(server.operator(), null, null);
            default -> throw new AssertionError("nobody is " + kind + " in a linked company");
        };
    }

    private Asker demoted() {
        var asker = granted("manager", company);
        server.bean(RoleAssignments.class)
                .changeRole(TestServer.OPERATOR, agency.id(), person(asker).id(), "user", Expected.ANY);
        return asker;
    }

    private Asker revoked() {
        var asker = granted("manager", company);
        server.bean(Grants.class)
                .revoke(TestServer.OPERATOR, agency.id(), person(asker).id(), company.slug());
        return asker;
    }

    private Asker removed() {
        var asker = granted("manager", company);
        server.bean(Memberships.class)
                .delete(TestServer.OPERATOR, agency.id(), person(asker).id(), Expected.ANY);
        return asker;
    }

    private Asker granted(String role, Company to) {
        var asker = signedIn(agency.another(role));
        server.bean(Grants.class)
                .grant(TestServer.OPERATOR, agency.id(), person(asker).id(), List.of(to.slug()));
        var answer = asker.visitor().get(to.path("/users"));
        if (answer.status() != 200) {
            throw new AssertionError("a granted " + role + " is answered with " + answer.status());
        }
        return asker;
    }

    private void link(Company linked) {
        companies().link(TestServer.OPERATOR, agency.id(), linked.slug());
    }

    private Companies companies() {
        return server.bean(Companies.class);
    }

    private static Person person(Asker asker) {
        if (asker.person() == null) {
            throw new AssertionError("nobody of the agency");
        }
        return asker.person();
    }

    private static Asker signedIn(Person person) {
        return new Asker(person.signIn(), person, null);
    }
}
