package dev.roster.home;

/**
 * A step of setting something up.
 *
 * @param key of its title and its text
 * @param done whether it has been taken
 */
public record SetupStep(String key, boolean done, String href) {}
