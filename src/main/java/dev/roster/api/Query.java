package dev.roster.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record that an API route reads from the query string. Its components are the only parameters the route accepts: any
 * other is a 422, as is any parameter on a route without such a record. A component that is marked is a record itself, whose
 * components are parameters like the others: what several routes accept.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface Query {}
