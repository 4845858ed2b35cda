package dev.roster.imports;

import dev.roster.shared.OrganizationId;
import java.util.UUID;

/** Identifies the import that a job carries out. */
record ImportKey(OrganizationId organization, UUID id) {
    static ImportKey read(String text) {
        int slash = text.indexOf('/');
        return new ImportKey(
                new OrganizationId(UUID.fromString(text.substring(0, slash))),
                UUID.fromString(text.substring(slash + 1)));
    }

    /** The job's instance name. */
    @Override
    public String toString() {
        return organization + "/" + id;
    }
}
