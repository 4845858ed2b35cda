package dev.roster.command;

import dev.roster.backup.BackupRefusedException;
import dev.roster.installation.Settings;
import dev.roster.installation.StartRefusedException;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/** Runs one command of {@code roster}. The exit code is 0 if it succeeds, 1 if it fails, and 2 for wrong usage or settings. */
public final class Commands {
    private static final int FAILED = 1;
    private static final int BAD_SETTINGS = 2;

    private final Map<String, String> environment;
    private final Function<Settings, SpringApplication> roster;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param roster Roster as it would serve with these settings: for commands that need its operations
     * @param out for results
     * @param err for everything else
     */
    public Commands(
            Map<String, String> environment,
            Function<Settings, SpringApplication> roster,
            PrintStream out,
            PrintStream err) {
        this.environment = Map.copyOf(environment);
        this.roster = roster;
        this.out = out;
        this.err = err;
    }

    /** Whether the arguments start with a command, or ask for help: without, Roster serves. */
    public static boolean isCommand(List<String> arguments) {
        return !arguments.isEmpty()
                && (!arguments.getFirst().startsWith("-")
                        || List.of("-h", "--help", "-V", "--version").contains(arguments.getFirst()));
    }

    /** @return the exit code */
    public int run(List<String> arguments) {
        var invocation = new Invocation(environment, roster, out, err);
        return line(invocation)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionStrategy(parsed -> {
                    take(parsed, invocation);
                    return new RunLast().execute(parsed);
                })
                .setExecutionExceptionHandler((thrown, _, _) -> refused(thrown))
                .execute(arguments.toArray(String[]::new));
    }

    /** All commands with their flags. */
    static CommandLine line(Invocation invocation) {
        var plan = new CommandLine(ApplyCommand.plan(invocation));
        plan.getCommandSpec()
                .usageMessage()
                .description("Show what roster apply would do. The exit code is 3 if that is something.");
        var line = new CommandLine(new RosterCommand())
                .addSubcommand(new ServeCommand())
                .addSubcommand(new CheckCommand(invocation))
                .addSubcommand(new StatusCommand(invocation))
                .addSubcommand(new BackupCommand(invocation))
                .addSubcommand(new RestoreCommand(invocation))
                .addSubcommand(new OperatorCommand(invocation))
                .addSubcommand(new TokenCommand(invocation))
                .addSubcommand(new SecretCommand(invocation))
                .addSubcommand(new ExportCommand(invocation))
                .addSubcommand(new ImportCommand(invocation))
                .addSubcommand("plan", plan)
                .addSubcommand(ApplyCommand.apply(invocation))
                .addSubcommand("completion", new GenerateCompletion());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        addSettings(line);
        return line;
    }

    /** Every command takes the flags of the settings, as the server does. */
    private static void addSettings(CommandLine line) {
        for (var flag : Settings.flags()) {
            line.getCommandSpec()
                    .addOption(OptionSpec.builder(flag)
                            .type(String.class)
                            .arity("1")
                            .paramLabel("VALUE")
                            .scopeType(ScopeType.INHERIT)
                            .hidden(!flag.equals("--config") && !flag.equals("--data-dir"))
                            .description(
                                    flag.equals("--config")
                                            ? "A file with a line ROSTER_NAME=value for each setting."
                                            : "A setting, as in docs/configuration.md.")
                            .build());
        }
    }

    private static void take(ParseResult parsed, Invocation invocation) {
        var flags = new ArrayList<String>();
        var result = parsed;
        while (true) {
            for (var option : result.matchedOptions()) {
                if (option.longestName().equals(RosterCommand.JSON)) {
                    invocation.answerInJson();
                } else if (Settings.flags().contains(option.longestName())) {
                    flags.add(option.longestName() + "=" + option.stringValues().getFirst());
                }
            }
            if (!result.hasSubcommand()) {
                invocation.give(flags);
                return;
            }
            result = result.subcommand();
        }
    }

    private int refused(Exception thrown) throws Exception {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartRefusedException refused) {
                err.println(refused.getMessage());
                return BAD_SETTINGS;
            }
        }
        switch (thrown) {
            case BackupRefusedException refused -> err.println(refused.getMessage());
            case CommandRefusedException refused -> err.println(refused.getMessage());
            case ProblemException refused -> err.println(Sentences.of(refused));
            case InvalidException refused -> Sentences.of(refused).forEach(err::println);
            default -> throw thrown;
        }
        return FAILED;
    }
}
