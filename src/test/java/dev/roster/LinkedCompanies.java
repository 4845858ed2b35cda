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

/** The companies that a section's company has: what its rows on companies and grants are about. */
final class LinkedCompanies {
    private final TestServer server;
    private final Company parent;
    private final Map<String, Company> lasting = new TreeMap<>();

    LinkedCompanies(TestServer server, Company parent) {
        this.server = server;
        this.parent = parent;
    }

    /**
     * The slug of one that is "granted" to whoever asks, or "ungranted" to them; "unadministered": granted, with nobody of
     * its own; "theirs alone": granted to whoever asks, not to whom it is about; "stranger": linked to nobody.
     *
     * @param about whom the row is about, for whom the company is granted too, or null
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

    /** To those who can be granted one: the company's own, by a role that manages companies. */
    private void grant(UserId user, Company company) {
        var held = server.bean(Authorities.class).of(parent.id(), user);
        if (held.home() == null && held.permissions().contains(Permission.COMPANIES_MANAGE)) {
            server.bean(Grants.class).grant(TestServer.OPERATOR, parent.id(), user, List.of(company.slug()));
        }
    }
}
