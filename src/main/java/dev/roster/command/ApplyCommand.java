package dev.roster.command;

import dev.roster.command.DesiredState.Change;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes organizations as a file wants them. */
@Command(
        name = "apply",
        description = {
            "Make organizations, policies, roles and groups as a YAML file wants them, in its order. Deletes nothing, and",
            "does nothing if they are so already. roster plan shows what it would do."
        })
final class ApplyCommand implements Callable<Integer> {
    /** Of a plan: something would change. */
    private static final int WOULD_CHANGE = 3;

    private final Invocation invocation;
    private final boolean really;

    @Mixin
    final ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "FILE", description = "See docs/operations/apply.md.")
    Path file = Path.of("");

    private ApplyCommand(Invocation invocation, boolean really) {
        this.invocation = invocation;
        this.really = really;
    }

    static ApplyCommand apply(Invocation invocation) {
        return new ApplyCommand(invocation, true);
    }

    /** Only shows what applying would do. */
    static ApplyCommand plan(Invocation invocation) {
        return new ApplyCommand(invocation, false);
    }

    @Override
    public Integer call() {
        var desired = DesiredState.read(file);
        var done = new ArrayList<String>();
        try (var api = server.connect(invocation)) {
            make(api, desired, really, done);
        } catch (CommandRefusedException refused) {
            done.forEach(invocation::tell);
            throw refused;
        }
        invocation.answer(done, done.isEmpty() ? "Nothing to change." : String.join("\n", done));
        return really || done.isEmpty() ? 0 : WOULD_CHANGE;
    }

    /**
     * Makes everything as desired.
     *
     * @param really otherwise it only says what it would do
     * @param done gets a sentence for each change, also for those before a refusal
     */
    static void make(ApiConnection api, DesiredState desired, boolean really, List<String> done) {
        for (var organization : desired.organizations()) {
            var first = desired.changesOfOrganization(api, organization);
            make(api, first, really, done);
            if (really || first.stream().noneMatch(change -> change.method().equals("POST"))) {
                make(api, desired.changesWithin(api, organization), really, done);
            } else {
                done.add("make the policy, roles and groups of %s as in the file"
                        .formatted(organization.get("slug").asString()));
            }
        }
    }

    private static void make(ApiConnection api, List<Change> changes, boolean really, List<String> done) {
        for (var change : changes) {
            if (really) {
                api.send(change.method(), change.path(), change.body());
            }
            done.add(change.sentence());
        }
    }
}
