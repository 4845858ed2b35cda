package dev.roster.company;

import dev.roster.access.Actor;
import dev.roster.access.Viewer;
import dev.roster.http.Texts;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Text;
import dev.roster.shared.UserId;
import dev.roster.ui.Picker;
import dev.roster.ui.Picker.Item;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The companies offered in a grant form: those that the actor manages, and the others with the reason why they cannot be
 * chosen.
 */
@Component
class CompanyPicks {
    /** The name of the checkboxes. Their values are slugs. */
    static final String NAME = "companies";

    private final CompanyRepository companies;

    CompanyPicks(CompanyRepository companies) {
        this.companies = companies;
    }

    /**
     * Excludes those that this person is already granted.
     *
     * @param chosen slugs; those that are not linked here are ignored
     */
    Picker of(
            Texts texts,
            Actor actor,
            OrganizationId organization,
            UserId user,
            Collection<String> chosen,
            String search) {
        var viewer = Viewer.of(actor);
        var ticked = companies.list(organization, viewer, storable(chosen)).stream()
                .map(company -> item(texts, company))
                .toList();
        var sought = Picker.readSearch(search);
        var found =
                companies.listNotGranted(organization, viewer, user, sought, Picker.mostMatches(ticked.size())).stream()
                        .map(company -> item(texts, company))
                        .toList();
        return Picker.of(NAME, ticked, sought, found);
    }

    /** Whether this could be a slug at all: PostgreSQL accepts no NUL. */
    private static List<String> storable(Collection<String> typed) {
        return typed.stream()
                .filter(slug -> !Text.hasControlCharacters(slug))
                .limit(Grants.MOST_AT_ONCE)
                .toList();
    }

    private static Item item(Texts texts, Company company) {
        return company.manageable()
                ? Item.of(company.slug(), company.name(), company.slug())
                : Item.locked(company.slug(), company.name(), company.slug(), texts.get("grant.add.not-yours"));
    }
}
