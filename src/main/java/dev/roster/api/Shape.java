package dev.roster.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Constraints of a JSON member or query parameter that its type does not express, for the contract. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Shape {
    /** Whether a request without it is refused. */
    boolean required() default false;

    /** The allowed values are the keys of this enum; for a list, those of its items. */
    Class<? extends Enum<?>>[] keys() default {};

    /** Further allowed values, besides the keys; for a list, those of its items. */
    String[] values() default {};

    /** A regular expression (ECMA-262) for the whole value; for a list, for each item. */
    String pattern() default "";

    /** The JSON Schema format: {@code email}, {@code date-time}, {@code uri} … */
    String format() default "";

    /** The minimum of a number, length of a text, or size of a list. */
    int least() default -1;

    /** The maximum of a number, length of a text in code points, or size of a list. */
    int most() default -1;
}
