package dev.roster.command;

import dev.roster.operator.Account;
import dev.roster.operator.Operators;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The way back for the last operator without a password: needs the machine, not an account. */
@Command(name = "operator", description = "Add, list and remove operators, or give one a new password.")
final class OperatorCommand {
    private final Invocation invocation;

    OperatorCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(name = "add", description = "Add an operator, with a generated password that they must change.")
    void add(
            @Parameters(paramLabel = "EMAIL") String email,
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "Their name.") String name) {
        try (var console = invocation.console()) {
            showPassword(email, console.bean(Operators.class).add(Console.ACTOR, name, email));
        }
    }

    @Command(name = "list", description = "List the operators.")
    void list() {
        try (var console = invocation.console()) {
            var operators = console.bean(Operators.class).list(Console.ACTOR);
            invocation.answer(
                    operators.stream().map(Shown::of).toList(),
                    operators.stream()
                            .map(each -> "%s  %s%s"
                                    .formatted(
                                            each.signInName(), each.displayName(), each.isBlocked() ? "  blocked" : ""))
                            .collect(Collectors.joining("\n")));
        }
    }

    @Command(
            name = "reset-password",
            description = "Give an operator a generated password that they must change, and sign them out everywhere.")
    void resetPassword(@Parameters(paramLabel = "EMAIL") String email) {
        try (var console = invocation.console()) {
            showPassword(email, console.bean(Operators.class).resetPassword(Console.ACTOR, email));
        }
    }

    @Command(
            name = "reset-factor",
            description = "Remove an operator's second factors, and sign them out everywhere. The password stays.")
    void resetFactor(@Parameters(paramLabel = "EMAIL") String email) {
        try (var console = invocation.console()) {
            console.bean(Operators.class).resetFactor(Console.ACTOR, email);
            invocation.answer(Map.of("reset", email), "%s can sign in with the password alone.".formatted(email));
        }
    }

    @Command(
            name = "remove",
            description = "End an operator's rights and sign them out. The last one cannot be removed.")
    void remove(@Parameters(paramLabel = "EMAIL") String email) {
        try (var console = invocation.console()) {
            console.bean(Operators.class).remove(Console.ACTOR, email);
            invocation.answer(Map.of("removed", email), "%s is no longer an operator.".formatted(email));
        }
    }

    private void showPassword(String email, String password) {
        invocation.answer(
                Map.of("email", email, "password", password),
                "%s can sign in with this password, and must then choose another one:%n  %s"
                        .formatted(email, password));
    }

    /** An operator in JSON. */
    private record Shown(String email, String displayName, String status) {
        static Shown of(Account account) {
            return new Shown(
                    account.signInName(),
                    account.displayName(),
                    account.status().key());
        }
    }
}
