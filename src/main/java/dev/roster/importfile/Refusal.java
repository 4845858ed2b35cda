package dev.roster.importfile;

import dev.roster.access.Permission;
import dev.roster.http.Problems;
import dev.roster.http.Texts;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a row, or a whole import, was refused: stored as codes, and shown in the reader's language.
 *
 * @param code of the problem that a single request would get
 * @param arguments of its message
 * @param errors the invalid fields, if that is the reason
 */
public record Refusal(String code, List<Object> arguments, List<Field> errors) {
    private static final String INVALID = "invalid";

    /** For a row whose person was erased. */
    public static final Refusal ERASED = of(InvalidException.of("row", "row-erased"));

    /** An invalid field. */
    public record Field(String field, String code, List<Object> arguments) {
        public String sentence(Texts texts) {
            return Problems.sentence(texts, "invalid." + code, arguments);
        }
    }

    public static Refusal of(ProblemException refused) {
        return new Refusal(refused.problem().code(), storable(refused.arguments()), List.of());
    }

    public static Refusal of(InvalidException refused) {
        return new Refusal(
                INVALID,
                List.of(),
                refused.errors().stream()
                        .map(e -> new Field(e.field(), e.code(), storable(e.arguments())))
                        .toList());
    }

    public static @Nullable Refusal of(@Nullable RuntimeException refused) {
        return switch (refused) {
            case null -> null;
            case InvalidException invalid -> of(invalid);
            case ProblemException problem -> of(problem);
            default -> throw refused;
        };
    }

    /** All messages in one text, for showing with the row. */
    public String sentence(Texts texts) {
        return errors.isEmpty()
                ? Problems.sentence(
                        texts,
                        "problem." + code,
                        arguments.stream().map(Refusal::told).toList())
                : errors.stream()
                        .map(error -> error.field() + ": " + error.sentence(texts))
                        .collect(Collectors.joining(" "));
    }

    /** Numbers stay numbers, since messages choose plurals by them; anything else is a word. */
    private static List<Object> storable(List<Object> arguments) {
        return arguments.stream().map(Refusal::storable).toList();
    }

    private static Object storable(Object argument) {
        return switch (argument) {
            case Number number -> number;
            case Permission permission -> permission.key();
            default -> argument.toString();
        };
    }

    /** A permission's name depends on the language. */
    private static Object told(Object argument) {
        return argument instanceof String text
                ? Permission.find(text).<Object>map(permission -> permission).orElse(text)
                : argument;
    }
}
