package dev.roster.importfile;

import dev.roster.access.Permission;
import dev.roster.http.Problems;
import dev.roster.http.Texts;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import java.util.List;
import java.util.function.UnaryOperator;
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

    /**
     * A field that is invalid, or was not taken as it is.
     *
     * @param value what the file has there, or null
     */
    public record Field(
            String field,
            String code,
            List<Object> arguments,
            @Nullable String value) {
        private static final int LONGEST_SHOWN = 60;

        /** What is wrong, and what would be right. */
        public String sentence(Texts texts) {
            return Problems.sentence(texts, "invalid." + code, arguments);
        }

        /** The same with the name of the column and the value. */
        public String sentence(Texts texts, UnaryOperator<String> column) {
            var title = column.apply(field);
            return value == null
                    ? title + ": " + sentence(texts)
                    : texts.get("imports.error", title, value, sentence(texts));
        }

        /** A number without its country code is shown as one, as files often have both in one column. */
        private Field about(ImportedUser row) {
            if (field.equals("passwordHash")) {
                return this;
            }
            boolean incomplete = field.equals("phone.countryCode") && row.value(field) == null;
            return incomplete
                    ? new Field("phone.number", "country-code", List.of(), null).withValue(row.value("phone.number"))
                    : withValue(row.value(field));
        }

        private Field withValue(@Nullable String typed) {
            var shown = typed == null || typed.isBlank() || typed.length() <= LONGEST_SHOWN
                    ? ImportedUser.text(typed)
                    : typed.substring(0, LONGEST_SHOWN) + "…";
            return new Field(field, code, arguments, shown);
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
                        .map(e -> new Field(e.field(), e.code(), storable(e.arguments()), null))
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

    /** The same with what the row has in the fields; never the password hash. */
    public Refusal withValues(ImportedUser row) {
        return new Refusal(
                code, arguments, errors.stream().map(error -> error.about(row)).toList());
    }

    /** All messages in one text, for showing with the row. */
    public String sentence(Texts texts) {
        return sentence(texts, UnaryOperator.identity());
    }

    /** The same, with the titles that the file has for the fields. */
    public String sentence(Texts texts, UnaryOperator<String> column) {
        return errors.isEmpty()
                ? Problems.sentence(
                        texts,
                        "problem." + code,
                        arguments.stream().map(Refusal::told).toList())
                : errors.stream().map(error -> error.sentence(texts, column)).collect(Collectors.joining(" "));
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
