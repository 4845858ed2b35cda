package dev.roster.auditlog;

/** A linked company whose events can be shown. */
public record AuditedCompany(String slug, String name) {}
