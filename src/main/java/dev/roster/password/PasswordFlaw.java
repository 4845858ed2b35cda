package dev.roster.password;

import java.util.List;

/** What is wrong with a password, in the order in which a form lists it. */
public enum PasswordFlaw {
    TOO_SHORT("too-short"),
    TOO_LONG("too-long"),
    NEEDS_LOWER("needs-lower"),
    NEEDS_UPPER("needs-upper"),
    NEEDS_DIGIT("needs-digit"),
    NEEDS_SPECIAL("needs-special"),
    TOO_WEAK("too-weak"),
    BREACHED("breached"),
    PERSONAL("personal"),
    HAS_CONTROL_CHARACTERS("has-control-characters");

    private final String code;

    PasswordFlaw(String code) {
        this.code = code;
    }

    /** In kebab-case; never changes once released. */
    public String code() {
        return code;
    }

    /** The number in its message, if any: a length in code points, a zxcvbn score. */
    public List<Object> arguments(PasswordRule rule) {
        return switch (this) {
            case TOO_SHORT -> List.of(rule.minLength());
            case TOO_LONG -> List.of(rule.maxLength());
            case TOO_WEAK -> List.of(rule.minStrength());
            default -> List.of();
        };
    }
}
