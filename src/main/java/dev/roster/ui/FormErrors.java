package dev.roster.ui;

import dev.roster.http.Problems;
import dev.roster.http.Texts;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was wrong with a form, in sentences: one for each field, and one above the form for what concerns no field.
 *
 * @param problem what concerns the form as a whole, or null
 * @param code the problem's code, for a page that offers something to do about it
 */
public record FormErrors(
        Map<String, String> fields,
        @Nullable String problem,
        @Nullable String code) {
    public static final FormErrors NONE = new FormErrors(Map.of(), null, null);

    public static FormErrors of(Texts texts, InvalidException thrown) {
        var fields = new LinkedHashMap<String, String>();
        for (var error : thrown.errors()) {
            fields.merge(error.field(), Problems.sentence(texts, error), (a, b) -> a + " " + b);
        }
        return new FormErrors(fields, null, null);
    }

    public static FormErrors of(Texts texts, ProblemException thrown) {
        return new FormErrors(
                Map.of(), Problems.sentence(texts, thrown), thrown.problem().code());
    }

    /** The same, with the problem's sentence at a field: where that is where it belongs. */
    public FormErrors at(String field) {
        return problem == null ? this : new FormErrors(Map.of(field, problem), null, code);
    }

    /** The sentence at a field, or null. */
    public @Nullable String of(String field) {
        return fields.get(field);
    }

    public boolean isEmpty() {
        return fields.isEmpty() && problem == null;
    }
}
