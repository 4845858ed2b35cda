package dev.roster.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A file of settings, with a line {@code ROSTER_NAME=value} for each. Blank lines and lines that start with # are left out; a value may be in
 * quotes. systemd reads the same lines.
 */
final class ConfigFile {
    private static final Pattern LINE = Pattern.compile("\\s*(ROSTER_\\w*)\\s*=\\s*(?:\"(.*)\"|'(.*)'|(.*?))\\s*");
    private static final Pattern NOTHING = Pattern.compile("\\s*(?:#.*)?");

    private ConfigFile() {}

    /** @throws StartRefusedException without quoting a value: it may be a secret */
    static Map<String, String> read(String name) {
        var values = new TreeMap<String, String>();
        try {
            var file = Path.of(name);
            int number = 0;
            for (var line : Files.readAllLines(file)) {
                number++;
                if (!NOTHING.matcher(line).matches()) {
                    take(name, number, line, values);
                }
            }
            requireHidden(file, values);
        } catch (IOException | InvalidPathException e) {
            throw new StartRefusedException("The configuration file %s cannot be read.".formatted(name), e);
        }
        return values;
    }

    private static void take(String file, int number, String line, Map<String, String> values) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new StartRefusedException(
                    "Line %d of %s must be of the form ROSTER_NAME=value.".formatted(number, file));
        }
        var value = parts.group(2) != null ? parts.group(2) : parts.group(3) != null ? parts.group(3) : parts.group(4);
        if (values.put(parts.group(1), value) != null) {
            throw new StartRefusedException("%s sets %s twice.".formatted(file, parts.group(1)));
        }
    }

    private static void requireHidden(Path file, Map<String, String> values) throws IOException {
        if (!Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            return;
        }
        for (var setting : Setting.values()) {
            if (setting.isSecret(values.getOrDefault(setting.variable(), ""))) {
                throw new StartRefusedException(
                        "%s contains %s, and every user of this machine can read it. Prevent this with: chmod o= '%s'"
                                .formatted(file, setting.variable(), file));
            }
        }
    }
}
