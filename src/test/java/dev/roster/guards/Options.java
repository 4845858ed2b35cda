package dev.roster.guards;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The arguments of {@code bin/guards}.
 *
 * @param patterns of the guards to check; none for all
 * @param quick whether to remove guards only from a running server
 * @param write whether to write only the documentation
 */
record Options(List<Pattern> patterns, int jobs, boolean quick, boolean write) {
    static Options read(List<String> arguments) {
        var patterns = new ArrayList<Pattern>();
        int jobs = 1;
        boolean quick = false;
        boolean write = false;
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var argument = rest.next();
            switch (argument) {
                case "--jobs" -> jobs = Integer.parseInt(rest.next());
                case "--quick" -> quick = true;
                case "--write" -> write = true;
                default -> patterns.add(Pattern.compile(argument, Pattern.CASE_INSENSITIVE));
            }
        }
        return new Options(patterns, jobs, quick, write);
    }

    boolean asksFor(Guard guard) {
        var said = String.join("\n", guard.guard(), guard.file(), guard.test());
        return patterns.isEmpty()
                || patterns.stream().anyMatch(pattern -> pattern.matcher(said).find());
    }
}
