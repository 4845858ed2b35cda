package dev.roster.command;

import dev.roster.installation.Node;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command itself, which does nothing without a word after it. */
@Command(
        name = "roster",
        mixinStandardHelpOptions = true,
        versionProvider = RosterCommand.Version.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        description = "The user-administration server, and what its operator does on the machine.")
final class RosterCommand {
    static final String JSON = "--json";

    @Option(names = JSON, scope = ScopeType.INHERIT, description = "Print the result as JSON.")
    boolean json;

    /** The version of Roster, from its jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {Node.version()};
        }
    }
}
