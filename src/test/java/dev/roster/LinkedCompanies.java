package dev.roster;

import dev.roster.AccessCast.Asker;
import dev.roster.access.Authorities;
import dev.roster.access.Permission;
import dev.roster.company.Companies;
import dev.roster.company.Grants;
import dev.roster.shared.UserId;
import dev.roster.support.Company;
import dev.roster.support.TestServer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The companies linked to a section's company: the subjects of its rows on companies and grants. */
final class LinkedCompanies {
    private final TestServer server;
    private final Company parent;
    private final Map<String, Company> lasting = new TreeMap<>();

    LinkedCompanies(TestServer server, Company parent) {
        this.server = server;
        this.parent = parent;
    }

    /**
     * The slug of one that is "granted" to the asker, or "ungranted" to them; "unadministered": granted, without
     * administrators of its own; "theirs alone": granted to the asker, not to the subject of the row; "stranger": not linked
     * at all.
     *
     * @param about the subject of the row, who is granted the company too, or null
     */
    String slug(String of, Asker asker, @Nullable UserId about, boolean anew) {
        var company = anew ? make(of) : lasting.computeIfAbsent(of, this::make);
        if (of.equals("stranger")) {
            return company.slug();
        }
        if (!of.equals("ungranted") && asker.person() != null) {
            grant(asker.person().id(), company);
        }
        if (!of.equals("theirs alone") && about != null) {
            grant(about, company);
        }
        return company.slug();
    }

    private Company make(String of) {
        var made = server.company("partner");
        if (!of.equals("unadministered")) {
            made.quick("administrator");
        }
        if (!of.equals("stranger")) {
            server.bean(Companies.class).link(TestServer.OPERATOR, parent.id(), made.slug());
        }
        return made;
    }

    /** Users who can be granted one: the company's own, with a role that manages companies. */
    private void grant(UserId user, Company company) {
        var held = server.bean(Authorities.class).of(parent.id(), user);
        if (held.home() == null && held.permissions().contains(Permission.COMPANIES_MANAGE)) {
            server.bean(Grants.class).grant(TestServer.OPERATOR, parent.id(), user, List.of(company.slug()));
        }
    }
}
