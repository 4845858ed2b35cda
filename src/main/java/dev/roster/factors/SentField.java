package dev.roster.factors;

/** A field of a form that is sent again. */
public record SentField(String name, String value) {
    @Override
    public String toString() {
        return "SentField[" + name + "]"; // it may be a password
    }
}
