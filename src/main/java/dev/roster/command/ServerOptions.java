package dev.roster.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a command calls, and with whose rights. */
final class ServerOptions {
    @Option(names = "--url", paramLabel = "URL", description = "The server. Without, the public URL in the settings.")
    @Nullable URI url;

    @Option(
            names = "--token-file",
            required = true,
            paramLabel = "FILE",
            description = "A file with an API token. What the token may not do is refused.")
    Path tokenFile = Path.of("");

    ApiConnection connect(Invocation invocation) {
        var base = url == null ? invocation.settings().publicUrl() : url;
        try {
            return new ApiConnection(base, Files.readString(tokenFile).strip());
        } catch (IOException e) {
            throw new CommandRefusedException("The file %s with the token cannot be read.".formatted(tokenFile));
        }
    }
}
