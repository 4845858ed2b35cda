package dev.roster.importfile;

import dev.roster.http.Languages;
import dev.roster.person.Countries;
import java.util.List;

/**
 * A row without what Roster cannot do, but need not refuse either.
 *
 * @param notes what was done instead
 */
public record UnderstoodRow(ImportedUser row, List<Refusal.Field> notes) {
    public UnderstoodRow {
        notes = List.copyOf(notes);
    }

    /** The row as it can be processed. */
    public static UnderstoodRow of(ImportedUser given) {
        var row = withRegion(given);
        var locale = ImportedUser.text(row.typed().profile().locale());
        if (locale == null || Languages.find(locale).isPresent() || !Languages.isLanguage(locale)) {
            return new UnderstoodRow(row, List.of());
        }
        var note = new Refusal.Field(
                "locale", "language-not-supported", List.of(String.join(", ", Languages.TAGS)), locale);
        return new UnderstoodRow(row.withoutLocale(), List.of(note));
    }

    /** A country may be called by its name. */
    private static ImportedUser withRegion(ImportedUser row) {
        var country = ImportedUser.text(row.typed().profile().phoneCountryCode());
        var region = country == null ? "" : Countries.named(country);
        return region.isEmpty() ? row : row.withPhoneCountryCode(region);
    }
}
