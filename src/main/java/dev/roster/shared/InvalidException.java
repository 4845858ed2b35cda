package dev.roster.shared;

import java.util.ArrayList;
import java.util.List;

/** Thrown where input is refused: 422, with every field that is wrong. */
public final class InvalidException extends RuntimeException {

    /**
     * One field that is wrong.
     *
     * @param field in camelCase, as the API spells it
     * @param code in kebab-case; the sentence is the message {@code invalid.<code>}
     */
    public record FieldError(String field, String code, List<Object> arguments) {}

    private final transient List<FieldError> errors;

    public InvalidException(List<FieldError> errors) {
        super("invalid: " + errors.stream().map(e -> e.field() + " " + e.code()).toList(), null, false, false);
        this.errors = List.copyOf(errors);
    }

    public static InvalidException of(String field, String code, Object... arguments) {
        return new InvalidException(List.of(new FieldError(field, code, List.of(arguments))));
    }

    public List<FieldError> errors() {
        return errors;
    }

    /** Collects what is wrong, so that a form names all of it at once. */
    public static final class Collector {
        private final List<FieldError> errors = new ArrayList<>();

        public void add(String field, String code, Object... arguments) {
            errors.add(new FieldError(field, code, List.of(arguments)));
        }

        public boolean isEmpty() {
            return errors.isEmpty();
        }

        public boolean has(String field) {
            return errors.stream().anyMatch(e -> e.field().equals(field));
        }

        public void throwIfAny() {
            if (!errors.isEmpty()) {
                throw new InvalidException(errors);
            }
        }
    }
}
