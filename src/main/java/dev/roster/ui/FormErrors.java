package dev.roster.ui;

import dev.roster.http.Problems;
import dev.roster.http.Texts;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Problem;
import dev.roster.shared.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was wrong with a form, in sentences: one for each field, and one above the form for what concerns no field.
 *
 * @param status the HTTP status of a page that shows the form with them
 * @param problem what concerns the form as a whole, or null
 * @param refusal why the operation did not do it, for a page that offers something to do about it; null where a field was wrong
 */
public record FormErrors(
        int status,
        Map<String, String> fields,
        @Nullable String problem,
        @Nullable ProblemException refusal) {
    /** Of a form that was not sent yet. */
    public static final FormErrors NONE = new FormErrors(200, Map.of(), null, null);

    /** Of a form that was sent without what it asks for, where the form itself says what that is. */
    public static final FormErrors INCOMPLETE = new FormErrors(422, Map.of(), null, null);

    public static FormErrors of(Texts texts, InvalidException thrown) {
        var fields = new LinkedHashMap<String, String>();
        for (var error : thrown.errors()) {
            fields.merge(error.field(), Problems.sentence(texts, error), (a, b) -> a + " " + b);
        }
        return new FormErrors(422, fields, null, null);
    }

    public static FormErrors of(Texts texts, ProblemException thrown) {
        return new FormErrors(thrown.problem().status(), Map.of(), Problems.sentence(texts, thrown), thrown);
    }

    /** One field that is wrong, with its sentence. */
    public static FormErrors of(String field, String sentence) {
        return new FormErrors(422, Map.of(field, sentence), null, null);
    }

    /** The same, with the problem's sentence at a field: where that is where it belongs. */
    public FormErrors at(String field) {
        return problem == null ? this : new FormErrors(status, Map.of(field, problem), null, refusal);
    }

    /** The same, with the sentences of such problems at a field. */
    public FormErrors at(String field, Predicate<Problem> such) {
        return refusal != null && such.test(refusal.problem()) ? at(field) : this;
    }

    /** The sentence at a field, or null. */
    public @Nullable String of(String field) {
        return fields.get(field);
    }

    public boolean isEmpty() {
        return fields.isEmpty() && problem == null;
    }
}
