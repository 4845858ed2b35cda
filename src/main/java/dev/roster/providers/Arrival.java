package dev.roster.providers;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * An organization that moves in.
 *
 * @param organization as in a file for {@code roster apply}
 * @param users as in the lines of an import
 * @param notes what does not move, in sentences
 */
public record Arrival(ObjectNode organization, List<ObjectNode> users, List<String> notes) {
    public Arrival {
        users = List.copyOf(users);
        notes = List.copyOf(notes);
    }
}
