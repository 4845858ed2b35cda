package dev.roster.providers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The accounts of {@code firebase auth:export users.json}. Their hashes need the project's hash parameters, which its console shows. */
final class FirebaseUsers {
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)\\s*:\\s*([\\w+/=-]+)");
    private static final List<String> NEEDED =
            List.of("base64_signer_key", "base64_salt_separator", "rounds", "mem_cost");

    private final Map<String, String> parameters;
    private int withoutHash;

    private FirebaseUsers(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    static Arrival read(List<Path> files, Source.Options options) {
        var accounts = new FirebaseUsers(parameters(options.hashParameters()));
        var rows = new ArrayList<ObjectNode>();
        for (var file : files) {
            var users = ExportFiles.json(file).path("users");
            if (!users.isArray()) {
                throw new UnreadableExportException("%s has no list named users.".formatted(file));
            }
            users.forEach(user -> rows.add(accounts.row(user)));
        }
        var notes = accounts.withoutHash == 0
                ? List.<String>of()
                : List.of("%d people sign in with another provider, or by other means, and set a password here."
                        .formatted(accounts.withoutHash));
        return new Arrival(options.organization(), rows, notes);
    }

    private ObjectNode row(JsonNode user) {
        var row = ExportFiles.JSON.createObjectNode();
        ExportFiles.put(row, "externalId", ExportFiles.text(user, "localId"));
        ExportFiles.put(row, "email", ExportFiles.text(user, "email"));
        ExportFiles.put(row, "displayName", ExportFiles.text(user, "displayName"));
        ExportFiles.put(row, "phone", ExportFiles.text(user, "phoneNumber"));
        var hash = hash(user);
        hash.ifPresentOrElse(text -> row.put("passwordHash", text), () -> withoutHash++);
        if (user.path("disabled").asBoolean(false)) {
            row.put("status", "inactive");
        }
        return row;
    }

    private Optional<String> hash(JsonNode user) {
        var hash = user.path("passwordHash").asString("");
        var salt = user.path("salt").asString("");
        if (hash.isEmpty() || salt.isEmpty() || parameters.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("$firebase-scrypt$ln=%s,r=%s$%s$%s$%s$%s"
                .formatted(
                        parameters.get("mem_cost"),
                        parameters.get("rounds"),
                        ExportFiles.phc(ExportFiles.bytes(salt)),
                        ExportFiles.phc(ExportFiles.bytes(parameters.getOrDefault("base64_salt_separator", ""))),
                        ExportFiles.phc(ExportFiles.bytes(parameters.getOrDefault("base64_signer_key", ""))),
                        ExportFiles.phc(ExportFiles.bytes(hash))));
    }

    /** As the console shows them: {@code hash_config { algorithm: SCRYPT, base64_signer_key: …, … }}. */
    private static Map<String, String> parameters(@Nullable Path file) {
        if (file == null) {
            return Map.of();
        }
        try {
            var found = PARAMETER
                    .matcher(Files.readString(file))
                    .results()
                    .collect(Collectors.toMap(each -> each.group(1), each -> each.group(2), (first, _) -> first));
            if (!found.keySet().containsAll(NEEDED)) {
                throw new UnreadableExportException("%s must contain %s.".formatted(file, String.join(", ", NEEDED)));
            }
            return found;
        } catch (IOException e) {
            throw ExportFiles.unreadable(file, e);
        }
    }
}
