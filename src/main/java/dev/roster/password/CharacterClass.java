package dev.roster.password;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A kind of character that a password rule may require, in any script. */
public enum CharacterClass {
    @JsonProperty("lower")
    LOWER(PasswordFlaw.NEEDS_LOWER),
    @JsonProperty("upper")
    UPPER(PasswordFlaw.NEEDS_UPPER),
    @JsonProperty("digit")
    DIGIT(PasswordFlaw.NEEDS_DIGIT),
    /** Everything that is neither a letter nor a digit, including blanks. */
    @JsonProperty("special")
    SPECIAL(PasswordFlaw.NEEDS_SPECIAL);

    private final PasswordFlaw missing;

    CharacterClass(PasswordFlaw missing) {
        this.missing = missing;
    }

    /** The flaw of a password without any of these. */
    public PasswordFlaw missing() {
        return missing;
    }

    boolean isIn(String password) {
        return password.codePoints().anyMatch(this::has);
    }

    private boolean has(int character) {
        return switch (this) {
            case LOWER -> Character.isLowerCase(character);
            case UPPER -> Character.isUpperCase(character);
            case DIGIT -> Character.isDigit(character);
            case SPECIAL -> !Character.isLetterOrDigit(character);
        };
    }
}
