package dev.roster.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an API route answers beyond what its signature says, for the contract. What every route can answer (no token, an
 * unknown parameter, not found …) is not repeated here; a test checks the rest against the code.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Responses {
    /** The codes of the problems that can occur. */
    String[] value() default {};

    /** The success statuses, if other than 200 or what {@code @ResponseStatus} says. */
    int[] status() default {};

    /** Whether the answer carries an {@code ETag}. */
    boolean tagged() default false;
}
