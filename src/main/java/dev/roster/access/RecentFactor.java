package dev.roster.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a handler of forms: a person who has a second factor must have used it in the last ten minutes, and is asked for it otherwise.
 * People without one are not asked, nor are programs.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RecentFactor {
    /** The path variable or field that decides whether it applies; empty if it always does. */
    String by() default "";

    /** It applies only to these values; empty for all. */
    String[] only() default {};

    /** It does not apply to these values. */
    String[] except() default {};
}
