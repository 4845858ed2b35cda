package dev.roster.command;

import dev.roster.shared.EmailAddress;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether the installation can work. */
@Command(
        name = "check",
        description = {
            "Check the settings, the data directory, the database, the mail server and the public URL.",
            "Each is ok, or a sentence says what to do. The exit code is 1 if something is not ok."
        })
final class CheckCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(names = "--mail-to", paramLabel = "EMAIL", description = "Send a test email to this address.")
    @Nullable String recipient;

    CheckCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var findings = new Checks(invocation.settings()).run(recipient == null ? null : EmailAddress.parse(recipient));
        invocation.answer(
                findings,
                findings.stream()
                        .map(finding -> "%-16s%s".formatted(finding.about(), finding.ok() ? "ok" : finding.sentence()))
                        .collect(Collectors.joining("\n")));
        return findings.stream().allMatch(Checks.Finding::ok) ? 0 : 1;
    }
}
