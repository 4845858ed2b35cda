package dev.roster.person;

/**
 * A phone number in its national format.
 *
 * @param countryCode with its plus sign (ITU-T E.164)
 */
public record Phone(String countryCode, String number) {}
