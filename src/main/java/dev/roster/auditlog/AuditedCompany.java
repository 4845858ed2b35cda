package dev.roster.auditlog;

/** A linked company, to choose whose events are shown. */
public record AuditedCompany(String slug, String name) {}
