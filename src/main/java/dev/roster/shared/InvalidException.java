package dev.roster.shared;

import java.util.ArrayList;
import java.util.List;

/** Thrown for invalid input: 422, with all field errors. */
public final class InvalidException extends RuntimeException {

    /**
     * An error in one field.
     *
     * @param field in camelCase, as spelled in the API
     * @param code in kebab-case; its text is the message {@code invalid.<code>}
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

    /** Collects errors, so that a form reports all of them at once. */
    public static final class Collector {
        private final List<FieldError> errors = new ArrayList<>();

        public void add(String field, String code, Object... arguments) {
            errors.add(new FieldError(field, code, List.of(arguments)));
        }

        public void add(FieldError error) {
            errors.add(error);
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
