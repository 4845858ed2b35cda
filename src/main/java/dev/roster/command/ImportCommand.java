package dev.roster.command;

import dev.roster.providers.Arrival;
import dev.roster.providers.Source;
import dev.roster.providers.UnreadableExportException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Organizations and people that move in: what {@code roster apply} and the imports of the API do, with what another program has exported. */
@Command(
        name = "import",
        description = {
            "Move organizations and users in: from a directory of roster export, or the export of another program. Users keep",
            "their passwords if it contains hashes that Roster can verify. Importing the same again changes nothing."
        })
final class ImportCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration ASK_EVERY = Duration.ofMillis(300);
    private static final int MOST_SHOWN = 20;
    private static final String HASH = "passwordHash";

    /** Some rows were rejected. */
    private static final int REJECTED = 1;

    private final Invocation invocation;

    @Mixin
    final ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The directory, or the files of the export.")
    List<Path> files = List.of();

    @Option(
            names = "--from",
            paramLabel = "PROGRAM",
            description = "Which program has exported it: roster (the default), keycloak, auth0 or firebase.")
    Source source = Source.ROSTER;

    @Option(
            names = "--organization",
            paramLabel = "SLUG",
            description = "Where people go whose organization the export does not name. It is created if needed.")
    @Nullable String organization;

    @Option(
            names = "--preset",
            paramLabel = "PRESET",
            defaultValue = "workspace",
            description = "Of the organizations that are created for another program's (default: workspace).")
    String preset = "workspace";

    @Option(
            names = "--role",
            paramLabel = "NAME=KEY",
            description = "What a role in the export becomes: the key of a role in Roster. Can be repeated.")
    Map<String, String> roles = Map.of();

    @Option(
            names = "--default-role",
            paramLabel = "KEY",
            description = "The role of users, and of groups, without another one.")
    @Nullable String defaultRole;

    @Option(
            names = "--hash-parameters",
            paramLabel = "FILE",
            description = "For Firebase: a file with the password hash parameters that its console shows.")
    @Nullable Path hashParameters;

    @Option(names = "--dry-run", description = "Check everything that exists already, and change nothing.")
    boolean dryRun;

    @Option(names = "--mail", description = "Email those who have no password a link to set one.")
    boolean mail;

    ImportCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    /** What became of an organization's users. */
    private record Report(
            String organization, long created, long updated, long unchanged, long rejected, List<String> notes) {}

    @Override
    public Integer call() {
        var reports = new ArrayList<Report>();
        try (var api = server.connect(invocation)) {
            for (var arrival : arrivals()) {
                reports.add(moveIn(api, arrival));
            }
        }
        invocation.answer(reports, reports.stream().map(ImportCommand::text).collect(Collectors.joining("\n")));
        return reports.stream().anyMatch(report -> report.rejected() > 0) ? REJECTED : 0;
    }

    private List<Arrival> arrivals() {
        if (source != Source.ROSTER && organization == null) {
            throw new CommandRefusedException("Say which organization these people belong to: --organization SLUG");
        }
        var place = JSON.createObjectNode();
        place.put("slug", organization);
        place.put("name", organization);
        place.put("preset", preset);
        try {
            return source.read(files, new Source.Options(place, roles, defaultRole, hashParameters));
        } catch (UnreadableExportException unreadable) {
            throw new CommandRefusedException(unreadable.sentence());
        }
    }

    private Report moveIn(ApiConnection api, Arrival arrival) {
        var slug = arrival.organization().path("slug").asString("");
        var path = ApiConnection.path("organizations", slug);
        var notes = new ArrayList<>(arrival.notes());
        boolean exists = api.find(path).isPresent();
        // Its own name, preset and policy stay as they are: only what an export of Roster says is applied to it.
        var wanted = arrival.organization().deepCopy();
        if (exists && source != Source.ROSTER) {
            wanted.remove(List.of("name", "preset"));
        }
        ApplyCommand.make(api, DesiredState.of(wanted), !dryRun, notes);
        if (dryRun && !exists) {
            notes.add("%,d users were not checked, because the organization does not exist yet."
                    .formatted(arrival.users().size()));
            return new Report(slug, 0, 0, 0, 0, notes);
        }
        return sendUsers(api, path, slug, arrival.users(), notes);
    }

    private Report sendUsers(ApiConnection api, String path, String slug, List<ObjectNode> users, List<String> notes) {
        var done = send(api, path, users);
        var rejected = rejected(api, path, done);
        var withoutPassword = new ArrayList<ObjectNode>();
        var refused = new ArrayList<String>();
        for (var row : rejected) {
            if (isAboutTheHash(row)) {
                var user = users.get(row.get("line").asInt() - 1).deepCopy();
                user.remove(List.of(HASH));
                withoutPassword.add(user);
            } else {
                refused.add(refusal(row));
            }
        }
        long created = done.get("created").asLong();
        if (!withoutPassword.isEmpty()) {
            notes.add("%,d users have a password hash that takes too long to verify, and set a new password."
                    .formatted(withoutPassword.size()));
            var again = send(api, path, withoutPassword);
            created += again.get("created").asLong();
            rejected(api, path, again).forEach(row -> refused.add(refusal(row)));
        }
        refused.stream().limit(MOST_SHOWN).forEach(notes::add);
        if (refused.size() > MOST_SHOWN) {
            notes.add("… and %,d more.".formatted(refused.size() - MOST_SHOWN));
        }
        return new Report(
                slug,
                created,
                done.get("updated").asLong(),
                done.get("unchanged").asLong(),
                refused.size(),
                notes);
    }

    private JsonNode send(ApiConnection api, String path, List<ObjectNode> users) {
        var lines = users.stream().map(JSON::writeValueAsString).collect(Collectors.joining("\n", "", "\n"));
        var query = "?dryRun=%s&mail=%s%s"
                .formatted(
                        dryRun,
                        mail && !dryRun,
                        defaultRole == null ? "" : "&role=" + ApiConnection.encoded(defaultRole));
        var queued = api.sendLines(path + "/imports" + query, lines);
        var here = path + "/imports" + ApiConnection.path(queued.get("id").asString());
        var state = api.get(here);
        while (!List.of("done", "failed").contains(state.get("status").asString())) {
            pause();
            state = api.get(here);
        }
        if (state.get("status").asString().equals("failed")) {
            throw new CommandRefusedException("The import stopped: %s Start it again to go on."
                    .formatted(state.at("/problem/detail").asString("")));
        }
        return state;
    }

    private static List<JsonNode> rejected(ApiConnection api, String path, JsonNode done) {
        return done.get("rejected").asLong() == 0
                ? List.of()
                : api.list(
                        path + "/imports" + ApiConnection.path(done.get("id").asString()) + "/rows",
                        "outcome=rejected");
    }

    private static boolean isAboutTheHash(JsonNode row) {
        return !row.path("errors").isEmpty()
                && row.get("errors")
                        .valueStream()
                        .allMatch(error -> HASH.equals(error.path("field").asString("")));
    }

    private static String refusal(JsonNode row) {
        var errors = row.path("errors")
                .valueStream()
                .map(error -> " %s: %s"
                        .formatted(
                                error.path("field").asString(""),
                                error.path("message").asString("")))
                .collect(Collectors.joining());
        return "%s is rejected: %s%s"
                .formatted(
                        row.path("named").asString("Line " + row.get("line").asInt()),
                        row.path("detail").asString(""),
                        errors);
    }

    private static String text(Report report) {
        var first = "%s: %,d created, %,d updated, %,d unchanged, %,d rejected"
                .formatted(
                        report.organization(),
                        report.created(),
                        report.updated(),
                        report.unchanged(),
                        report.rejected());
        return report.notes().stream().map(note -> "\n  " + note).collect(Collectors.joining("", first, ""));
    }

    private static void pause() {
        try {
            Thread.sleep(ASK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandRefusedException("The command was interrupted. The import goes on in the server.");
        }
    }
}
