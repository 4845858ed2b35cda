package dev.roster.command;

import picocli.CommandLine.Command;

/** In the list of commands only: the main class serves before it looks at any other command. */
@Command(
        name = "serve",
        description = "Run the server until it gets SIGTERM. The same as no command at all.",
        footer = "Takes the settings in docs/configuration.md as flags.")
final class ServeCommand implements Runnable {
    @Override
    public void run() {
        throw new IllegalStateException("the main class serves");
    }
}
