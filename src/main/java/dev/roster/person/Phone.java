package dev.roster.person;

/**
 * A phone number, as its country writes it.
 *
 * @param countryCode with its plus sign (ITU-T E.164)
 */
public record Phone(String countryCode, String number) {}
