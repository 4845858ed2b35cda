package dev.roster.providers;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A password as Keycloak stores it, as a PHC string. */
final class KeycloakHash {
    /** The bytes of each digest: of a longer hash, the first ones suffice, and verifying them costs less. */
    private static final Map<String, Integer> PBKDF2 = Map.of("pbkdf2", 20, "pbkdf2-sha256", 32, "pbkdf2-sha512", 64);

    private KeycloakHash() {}

    /** Empty for an algorithm that Roster does not know. */
    static Optional<String> phc(JsonNode credential) {
        try {
            var secret = ExportFiles.JSON.readTree(credential.path("secretData").asString("{}"));
            var data =
                    ExportFiles.JSON.readTree(credential.path("credentialData").asString("{}"));
            var algorithm = data.path("algorithm").asString("");
            var salt = ExportFiles.bytes(secret.path("salt").asString(""));
            var hash = ExportFiles.bytes(secret.path("value").asString(""));
            int iterations = data.path("hashIterations").asInt(0);
            if (PBKDF2.containsKey(algorithm)) {
                var first = Arrays.copyOf(hash, Math.min(hash.length, PBKDF2.get(algorithm)));
                return Optional.of("$%s$i=%d$%s$%s"
                        .formatted(algorithm, iterations, ExportFiles.phc(salt), ExportFiles.phc(first)));
            }
            if (algorithm.equals("argon2")) {
                return Optional.of("$argon2%s$v=%s$m=%s,t=%d,p=%s$%s$%s"
                        .formatted(
                                parameter(data, "type", "id"),
                                parameter(data, "version", "1.3").equals("1.0") ? "16" : "19",
                                parameter(data, "memory", "7168"),
                                iterations,
                                parameter(data, "parallelism", "1"),
                                ExportFiles.phc(salt),
                                ExportFiles.phc(hash)));
            }
            return Optional.empty();
        } catch (JacksonException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static String parameter(JsonNode data, String name, String otherwise) {
        return data.path("additionalParameters").path(name).path(0).asString(otherwise);
    }
}
