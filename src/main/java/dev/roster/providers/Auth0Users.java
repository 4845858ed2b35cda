package dev.roster.providers;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * An export of Auth0's users (the <em>User Import / Export</em> extension, or a job of the Management API), and the file with the password
 * hashes that Auth0's support sends: objects of JSON, one a line. What several files say about an email address is put together.
 */
final class Auth0Users {
    private Auth0Users() {}

    static Arrival read(List<Path> files, Source.Options options) {
        var users = new LinkedHashMap<String, ObjectNode>();
        for (var file : files) {
            for (var user : ExportFiles.objects(file)) {
                var email = user.path("email").asString(user.path("Email").asString(""));
                if (email.isEmpty()) {
                    throw new UnreadableExportException(
                            "%s has a user without an email address, so it is no export of Auth0.".formatted(file));
                }
                var row =
                        users.computeIfAbsent(email.toLowerCase(Locale.ROOT), _ -> ExportFiles.JSON.createObjectNode());
                row.put("email", email);
                ExportFiles.put(
                        row,
                        "externalId",
                        user.path("user_id").asString(user.path("Id").asString(null)));
                ExportFiles.put(row, "firstName", ExportFiles.text(user, "given_name"));
                ExportFiles.put(row, "lastName", ExportFiles.text(user, "family_name"));
                var name = ExportFiles.text(user, "name");
                ExportFiles.put(row, "displayName", name == null || name.equalsIgnoreCase(email) ? null : name);
                ExportFiles.put(row, "username", ExportFiles.text(user, "username"));
                ExportFiles.put(row, "phone", ExportFiles.text(user, "phone_number"));
                ExportFiles.put(row, "locale", ExportFiles.text(user, "locale"));
                ExportFiles.put(row, "passwordHash", ExportFiles.text(user, "passwordHash"));
                if (user.path("blocked").asBoolean(false)) {
                    row.put("status", "inactive");
                }
            }
        }
        return new Arrival(options.organization(), List.copyOf(users.values()), List.of());
    }
}
