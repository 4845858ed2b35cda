package dev.roster.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings as given. A flag takes precedence over the variable of the same name, and that over the line of the configuration file; an
 * empty variable counts as unset.
 */
final class GivenSettings {
    /** Names the configuration file; only a flag, so that the file cannot name another one. */
    static final String CONFIG = "--config";

    private final Map<Setting, Given> given = new EnumMap<>(Setting.class);
    private @Nullable String configFile;

    private record Given(String spelling, String value) {}

    private GivenSettings() {}

    static GivenSettings read(Map<String, String> environment, List<String> arguments) {
        var settings = new GivenSettings();
        var flags = settings.flags(new ArrayDeque<>(arguments));
        if (settings.configFile != null) {
            settings.given.putAll(variables(ConfigFile.read(settings.configFile)));
        }
        settings.given.putAll(variables(environment));
        settings.given.putAll(flags);
        return settings;
    }

    /** The parsed setting, or empty if it is not given. A parser refuses with the words that follow "must be". */
    <T> Optional<T> find(Setting setting, Function<String, T> parser) {
        var found = given.get(setting);
        if (found == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(found.value()));
        } catch (IllegalArgumentException e) {
            var shown = setting.confidential() ? "" : ", not \"" + found.value() + "\"";
            throw new StartRefusedException("%s must be %s%s.".formatted(found.spelling(), e.getMessage(), shown), e);
        }
    }

    private static Map<Setting, Given> variables(Map<String, String> named) {
        var taken = new EnumMap<Setting, Given>(Setting.class);
        named.forEach((name, value) -> takeVariable(name, value, taken));
        return taken;
    }

    private static void takeVariable(String name, String value, Map<Setting, Given> taken) {
        if (!name.startsWith(Setting.PREFIX)) {
            return;
        }
        for (var setting : Setting.values()) {
            boolean inFile = setting.confidential() && setting.fileVariable().equals(name);
            if (inFile || setting.variable().equals(name)) {
                if (!value.isBlank()) {
                    var twice = taken.put(setting, new Given(name, inFile ? read(name, value.strip()) : value.strip()));
                    requireOnce(setting, twice);
                }
                return;
            }
        }
        throw new StartRefusedException("There is no setting %s. bin/run --help lists the settings.".formatted(name));
    }

    private Map<Setting, Given> flags(Deque<String> arguments) {
        var taken = new EnumMap<Setting, Given>(Setting.class);
        while (!arguments.isEmpty()) {
            var argument = arguments.remove();
            var equals = argument.indexOf('=');
            var flag = equals < 0 ? argument : argument.substring(0, equals);
            var setting = flag.equals(CONFIG) ? null : settingOf(flag);
            var value = equals < 0 ? following(setting, arguments) : argument.substring(equals + 1);
            if (value.isBlank()) {
                throw new StartRefusedException("%s needs a value.".formatted(flag));
            }
            if (setting == null ? configFile != null : taken.containsKey(setting)) {
                throw new StartRefusedException("%s is specified twice.".formatted(flag));
            }
            if (setting == null) {
                configFile = value;
                continue;
            }
            boolean inFile = !setting.flag().equals(flag);
            if (!inFile && setting.isSecret(value)) {
                throw new StartRefusedException(
                        "%s would show a secret to every user of this machine. Set %s, or name a file that contains it with %s."
                                .formatted(flag, setting.variable(), setting.fileFlag()));
            }
            taken.put(setting, new Given(flag, inFile ? read(flag, value.strip()) : value.strip()));
        }
        return taken;
    }

    private static void requireOnce(Setting setting, @Nullable Given before) {
        if (before != null) {
            throw new StartRefusedException(
                    "%s and %s are both set.".formatted(setting.variable(), setting.fileVariable()));
        }
    }

    private static String read(String spelling, String file) {
        try {
            var value = Files.readString(Path.of(file)).strip();
            if (value.isEmpty()) {
                throw new StartRefusedException("The file %s, set with %s, is empty.".formatted(file, spelling));
            }
            return value;
        } catch (IOException | InvalidPathException e) {
            throw new StartRefusedException("The file %s, set with %s, cannot be read.".formatted(file, spelling), e);
        }
    }

    private static String following(@Nullable Setting setting, Deque<String> arguments) {
        var next = arguments.peek();
        if (setting == Setting.DEMO && !"true".equals(next) && !"false".equals(next)) {
            return "true";
        }
        return next == null || next.startsWith("--") ? "" : arguments.remove();
    }

    private static Setting settingOf(String flag) {
        for (var setting : Setting.values()) {
            if (setting.flag().equals(flag)
                    || (setting.confidential() && setting.fileFlag().equals(flag))) {
                return setting;
            }
        }
        throw new StartRefusedException("There is no flag %s. bin/run --help lists the settings.".formatted(flag));
    }
}
