package dev.roster.providers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The programs whose exports can be read. */
public enum Source {
    /** A directory that {@code roster export} has written. */
    ROSTER,
    /** A realm, exported with its users. */
    KEYCLOAK,
    /** An export of users, and the file with their password hashes. */
    AUTH0,
    /** The accounts that {@code firebase auth:export} writes. */
    FIREBASE;

    /**
     * How an export becomes organizations.
     *
     * @param organization where people go whose organization the export does not name: with slug, name and preset
     * @param roles roles in the export, each with the key of the role in Roster
     * @param defaultRole the key of the role of groups whose roles become none; null if there is none
     * @param hashParameters for Firebase, the file with its hash parameters
     */
    public record Options(
            ObjectNode organization,
            Map<String, String> roles,
            @Nullable String defaultRole,
            @Nullable Path hashParameters) {
        public Options {
            roles = Map.copyOf(roles);
        }
    }

    /** @throws UnreadableExportException if a file is not such an export */
    public List<Arrival> read(List<Path> files, Options options) {
        return switch (this) {
            case ROSTER ->
                files.stream()
                        .flatMap(directory -> RosterExport.read(directory).stream())
                        .collect(Collectors.toList());
            case KEYCLOAK -> KeycloakRealm.read(files, options);
            case AUTH0 -> List.of(Auth0Users.read(files, options));
            case FIREBASE -> List.of(FirebaseUsers.read(files, options));
        };
    }
}
