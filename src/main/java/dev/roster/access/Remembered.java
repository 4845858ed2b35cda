package dev.roster.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roster.shared.OrganizationId;
import java.util.function.Function;

/** What is read of an organization or its roles: once for each version that requests see, anew each time where none is seen. */
public final class Remembered<T> {
    private static final int VERSIONS = 1_000;

    private final Cache<Version, T> known =
            Caffeine.newBuilder().maximumSize(VERSIONS).build();
    private final Function<OrganizationId, T> read;

    /** @param read reads its current state, for any organization */
    public Remembered(Function<OrganizationId, T> read) {
        this.read = read;
    }

    private record Version(OrganizationId organization, long number) {}

    /** At least as new as the request saw the organization. */
    public T of(OrganizationId organization) {
        var seen = Seen.version(organization);
        return seen.isPresent()
                ? known.get(new Version(organization, seen.getAsLong()), version -> read.apply(version.organization()))
                : read.apply(organization);
    }
}
