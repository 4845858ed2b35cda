package dev.roster.command;

import dev.roster.access.AccessProblem;
import dev.roster.apitoken.ApiToken;
import dev.roster.apitoken.OperatorTokens;
import dev.roster.shared.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The operator's API tokens, which may do everything everywhere. */
@Command(name = "token", description = "Create, list and revoke API tokens of the operator.")
final class TokenCommand {
    private final Invocation invocation;

    TokenCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(name = "create", description = "Create a token and print it. It cannot be shown again.")
    void create(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--days",
                            paramLabel = "N",
                            description = "Days until it expires. Without, it is valid until it is revoked.")
                    @Nullable Integer days) {
        try (var console = invocation.console()) {
            var expiresAt =
                    days == null ? null : console.bean(Clock.class).instant().plus(Duration.ofDays(days));
            var created = console.bean(OperatorTokens.class).create(Console.ACTOR, name, expiresAt);
            invocation.answer(Map.of("id", created.token().id(), "secret", created.secret()), created.secret());
        }
    }

    @Command(name = "list", description = "List the tokens that are not revoked.")
    void list() {
        try (var console = invocation.console()) {
            var tokens = console.bean(OperatorTokens.class).list(Console.ACTOR);
            invocation.answer(
                    tokens.stream().map(Shown::of).toList(),
                    tokens.stream()
                            .map(token -> token.id() + "  " + token.name())
                            .collect(Collectors.joining("\n")));
        }
    }

    @Command(name = "revoke", description = "Revoke a token: its next request is refused.")
    void revoke(@Parameters(paramLabel = "ID", description = "As the list shows it.") String id) {
        try (var console = invocation.console()) {
            var revoked = console.bean(OperatorTokens.class)
                    .revoke(Console.ACTOR, Ids.read(id).orElseThrow(AccessProblem.NOT_FOUND::with));
            invocation.answer(Map.of("revoked", revoked.id()), "The token %s is revoked.".formatted(revoked.name()));
        }
    }

    /** A token in JSON, without its secret. */
    private record Shown(
            String id,
            String name,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {
        static Shown of(ApiToken token) {
            return new Shown(
                    token.id().toString(), token.name(), token.createdAt(), token.expiresAt(), token.lastUsedAt());
        }
    }
}
