package dev.roster.ui;

import dev.roster.http.Problems;
import dev.roster.http.Texts;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Problem;
import dev.roster.shared.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The errors of a form, as sentences: one per field, the first, and one above the form for what concerns no field.
 *
 * @param status the HTTP status of a page that shows the form with them
 * @param codes what is wrong with each field, as in the API
 * @param problem what concerns the form as a whole, or null
 * @param refusal why the operation was refused, for a page that offers a remedy; null if a field was invalid
 */
public record FormErrors(
        int status,
        Map<String, String> fields,
        Map<String, Set<String>> codes,
        @Nullable String problem,
        @Nullable ProblemException refusal) {
    /** For a form that has not been submitted yet. */
    public static final FormErrors NONE = new FormErrors(200, Map.of(), Map.of(), null, null);

    /** For a form submitted without its required input, if the form itself says what that is. */
    public static final FormErrors INCOMPLETE = new FormErrors(422, Map.of(), Map.of(), null, null);

    public static FormErrors of(Texts texts, InvalidException thrown) {
        var fields = new LinkedHashMap<String, String>();
        var codes = new LinkedHashMap<String, Set<String>>();
        for (var error : thrown.errors()) {
            fields.putIfAbsent(error.field(), Problems.sentence(texts, error));
            codes.computeIfAbsent(error.field(), first -> new TreeSet<>()).add(error.code());
        }
        return new FormErrors(422, fields, codes, null, null);
    }

    public static FormErrors of(Texts texts, ProblemException thrown) {
        return new FormErrors(thrown.problem().status(), Map.of(), Map.of(), Problems.sentence(texts, thrown), thrown);
    }

    /** An error in one field. */
    public static FormErrors of(String field, String sentence) {
        return new FormErrors(422, Map.of(field, sentence), Map.of(), null, null);
    }

    /** The same, with the problem's message at the field it belongs to. */
    public FormErrors at(String field) {
        return problem == null ? this : new FormErrors(status, Map.of(field, problem), Map.of(), null, refusal);
    }

    /** The same, with the messages of such problems at a field. */
    public FormErrors at(String field, Predicate<Problem> such) {
        return refusal != null && such.test(refusal.problem()) ? at(field) : this;
    }

    /** The same, with the messages of a field at one of another name. */
    public FormErrors named(String field, String other) {
        var renamed = new LinkedHashMap<String, String>();
        fields.forEach((name, message) -> renamed.put(name.equals(field) ? other : name, message));
        return new FormErrors(status, renamed, codes, problem, refusal);
    }

    /** The error message of a field, or null. */
    public @Nullable String of(String field) {
        return fields.get(field);
    }

    /** What is wrong with a field, as codes of the API. */
    public Set<String> codes(String field) {
        return codes.getOrDefault(field, Set.of());
    }

    public boolean isEmpty() {
        return fields.isEmpty() && problem == null;
    }
}
