package dev.roster.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a member of a JSON body, or a query parameter, can be, as far as its type does not tell: for the contract. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Shape {
    /** Whether a request without it is refused. */
    boolean required() default false;

    /** Its values are the keys of these, or of a list's items. */
    Class<? extends Enum<?>>[] keys() default {};

    /** Its values are these, or of a list's items; besides the keys. */
    String[] values() default {};

    /** A regular expression (ECMA-262) for the whole of it, or of each of a list's items. */
    String pattern() default "";

    /** As JSON Schema names it: {@code email}, {@code date-time}, {@code uri} … */
    String format() default "";

    /** The least of a number, the shortest of a text, the fewest of a list. */
    int least() default -1;

    /** The greatest of a number, the longest of a text in code points, the most of a list. */
    int most() default -1;
}
