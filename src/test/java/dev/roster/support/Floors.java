package dev.roster.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The packages from the ground up, as docs/architecture.md draws them, and the tables that each claims to own. */
public final class Floors {
    private static final Path MAIN = Path.of("src/main/java/dev/roster");

    /** Each knows nothing of those after it. */
    public static final List<String> FROM_THE_GROUND = List.of(
            "shared",
            "access",
            "network",
            "standby",
            "installation",
            "backup",
            "jobs",
            "reception",
            "throttle",
            "draft",
            "files",
            "http",
            "api",
            "ui",
            "admission",
            "idempotency",
            "audit",
            "mail",
            "password",
            "factor",
            "organization",
            "role",
            "group",
            "person",
            "membership",
            "link",
            "session",
            "rights",
            "effects",
            "undo",
            "auditlog",
            "roles",
            "groups",
            "policy",
            "apitoken",
            "notice",
            "credentials",
            "people",
            "signin",
            "factors",
            "profile",
            "directory",
            "imports",
            "invitation",
            "renewal",
            "bulk",
            "company",
            "history",
            "finder",
            "application",
            "applications",
            "signing",
            "oidc",
            "applicationuse",
            "operator",
            "contract",
            "health",
            "home",
            "setup",
            "providers",
            "command");

    private static final Pattern OWNED =
            Pattern.compile("Owns ((?:(?:and |and the views? |, and the view )?\\{@code \\w+}[, ]*)+)");
    private static final Pattern NAME = Pattern.compile("\\{@code (\\w+)}");

    private Floors() {}

    /** The contents of each package-info: its tables and views. */
    static Map<String, String> owners() {
        var owners = new TreeMap<String, String>();
        for (var name : FROM_THE_GROUND) {
            var text = read(MAIN.resolve(name).resolve("package-info.java"));
            var owned = OWNED.matcher(text);
            if (owned.find()) {
                NAME.matcher(owned.group(1)).results().forEach(table -> owners.put(table.group(1), name));
            }
        }
        return owners;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).replaceAll("\\s+\\*\\s+", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
