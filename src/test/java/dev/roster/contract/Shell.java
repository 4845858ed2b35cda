package dev.roster.contract;

import dev.roster.support.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** A shell in which a reader follows the documentation: it knows the API's address, and a token. */
final class Shell implements AutoCloseable {
    private static final String END = "--- end of the output ---";

    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    Shell(TestServer server) throws IOException {
        var starting = new ProcessBuilder("bash").redirectErrorStream(true);
        starting.environment().put("TOKEN", server.operatorToken());
        starting.environment().put("API", server.url(Operations.BASE));
        process = starting.start();
        in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The output of the commands. */
    String run(String commands) throws IOException {
        in.write(commands + "\necho; echo '" + END + "'\n");
        in.flush();
        var printed = new StringBuilder();
        for (var line = out.readLine(); !END.equals(line); line = out.readLine()) {
            if (line == null) {
                throw new IOException("the shell ended: " + printed);
            }
            printed.append(line).append('\n');
        }
        return printed.toString().strip();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
