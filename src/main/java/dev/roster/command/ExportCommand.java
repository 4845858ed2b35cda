package dev.roster.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything about organizations, for other programs: nobody is locked in. */
@Command(
        name = "export",
        description = {
            "Write organizations into files for other programs: for each, a directory with its users and audit log as",
            "lines of JSON, and its policy, roles and groups. Contains no passwords; roster backup does."
        })
final class ExportCommand implements Runnable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Invocation invocation;

    @Mixin
    final ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "DIR", description = "A new directory.")
    Path directory = Path.of("");

    @Option(names = "--organization", paramLabel = "SLUG", description = "Only this one.")
    @Nullable String only;

    ExportCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public void run() {
        try (var api = server.connect(invocation)) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var organizations = only == null
                    ? api.list("/organizations")
                    : List.of(api.get(ApiConnection.path("organizations", only)));
            var written = new ArrayList<String>();
            for (var organization : organizations) {
                write(api, organization);
                written.add(organization.get("slug").asString());
            }
            invocation.answer(written, "%d organizations are in %s.".formatted(written.size(), directory));
        } catch (IOException e) {
            throw new CommandRefusedException(
                    "%s must not exist yet, and you must be able to create it.".formatted(directory));
        }
    }

    private void write(ApiConnection api, JsonNode organization) throws IOException {
        var slug = organization.get("slug").asString();
        var path = ApiConnection.path("organizations", slug);
        var folder = Files.createDirectory(directory.resolve(slug));
        put(folder.resolve("organization.json"), organization);
        put(folder.resolve("policy.json"), api.get(path + "/policy"));
        lines(folder.resolve("roles.ndjson"), api.list(path + "/roles"));
        lines(folder.resolve("groups.ndjson"), api.list(path + "/groups"));
        api.download(path + "/users.ndjson", folder.resolve("users.ndjson"));
        api.download(path + "/audit-events.ndjson", folder.resolve("audit-events.ndjson"));
    }

    private static void put(Path file, JsonNode content) throws IOException {
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
    }

    private static void lines(Path file, List<JsonNode> items) throws IOException {
        Files.write(file, items.stream().map(JSON::writeValueAsString).toList());
    }
}
