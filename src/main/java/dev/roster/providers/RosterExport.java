package dev.roster.providers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A directory of {@code roster export}, with a directory for each organization. It contains no passwords. */
final class RosterExport {
    private static final Set<String> MOVE = Set.of("pending", "active", "inactive", "invited");

    private RosterExport() {}

    static List<Arrival> read(Path directory) {
        var found = new ArrayList<Path>();
        try (var folders = Files.list(directory)) {
            for (var folder : folders.sorted().toList()) {
                if (Files.exists(folder.resolve("organization.json"))) {
                    found.add(folder);
                }
            }
        } catch (IOException e) {
            throw ExportFiles.unreadable(directory, e);
        }
        if (found.isEmpty()) {
            throw new UnreadableExportException(
                    "%s contains no directory with an organization.json.".formatted(directory));
        }
        var said = new LinkedHashMap<Path, JsonNode>();
        var slugs = new HashMap<String, String>();
        for (var folder : found) {
            var organization = ExportFiles.json(folder.resolve("organization.json"));
            said.put(folder, organization);
            slugs.put(
                    organization.path("id").asString(""),
                    organization.path("slug").asString(""));
        }
        return parentsFirst(said.entrySet().stream()
                .map(entry -> organization(entry.getKey(), entry.getValue(), slugs))
                .toList());
    }

    /** @param slugs of the organizations of the export, by id */
    private static Arrival organization(Path folder, JsonNode said, Map<String, String> slugs) {
        var organization = pick(said, "slug", "name", "preset");
        var notes = new ArrayList<String>();
        var parent = said.path("parent").asString("");
        if (!parent.isEmpty() && !slugs.containsKey(parent)) {
            notes.add("Its parent organization is not in the export: link it afterwards.");
        }
        ExportFiles.put(organization, "parent", slugs.get(parent));
        organization.set("policy", ExportFiles.json(folder.resolve("policy.json")));
        var roles = organization.putArray("roles");
        governedFirst(ExportFiles.objects(folder.resolve("roles.ndjson")))
                .forEach(role -> roles.add(
                        pick(role, "key", "name", "description", "permissions", "productPermissions", "governs")));
        groups(ExportFiles.objects(folder.resolve("groups.ndjson")), organization.putArray("groups"));
        var users = new ArrayList<ObjectNode>();
        int left = 0;
        for (var user : ExportFiles.objects(folder.resolve("users.ndjson"))) {
            var status = user.path("status").asString("");
            if (MOVE.contains(status)) {
                users.add(row((ObjectNode) user, status));
            } else {
                left++;
            }
        }
        if (left > 0) {
            notes.add("%d users who declined, were deleted or removed stay behind.".formatted(left));
        }
        return new Arrival(organization, users, notes);
    }

    /** An export contains no passwords: whoever is active sets a new one. */
    private static ObjectNode row(ObjectNode user, String status) {
        var row = user.deepCopy();
        if (status.equals("active") || status.equals("pending")) {
            row.remove("status");
        }
        return row;
    }

    /** The default group is there already, and its roles are fixed. */
    private static void groups(List<JsonNode> groups, ArrayNode into) {
        for (var group : groups) {
            into.add(
                    group.path("default").asBoolean(false)
                            ? pick(group, "name", "description")
                            : pick(group, "name", "description", "roles"));
        }
    }

    /** A role can govern only roles that exist. */
    private static List<JsonNode> governedFirst(List<JsonNode> roles) {
        var left = new ArrayList<>(roles);
        var sorted = new ArrayList<JsonNode>();
        var keys = new HashSet<String>();
        while (!left.isEmpty()) {
            var next = left.stream()
                    .filter(role -> role.path("governs")
                            .valueStream()
                            .map(JsonNode::asString)
                            .allMatch(key -> keys.contains(key) || key.equals(ExportFiles.text(role, "key"))))
                    .findFirst()
                    .orElse(left.getFirst());
            left.remove(next);
            sorted.add(next);
            keys.add(next.path("key").asString(""));
        }
        return sorted;
    }

    private static List<Arrival> parentsFirst(Collection<Arrival> found) {
        var left = new ArrayList<>(found);
        var sorted = new ArrayList<Arrival>();
        var slugs = new HashSet<String>();
        while (!left.isEmpty()) {
            var next = left.stream()
                    .filter(arrival -> {
                        var parent = arrival.organization().path("parent").asString("");
                        return parent.isEmpty()
                                || slugs.contains(parent)
                                || left.stream().noneMatch(other -> slug(other).equals(parent));
                    })
                    .findFirst()
                    .orElse(left.getFirst());
            left.remove(next);
            sorted.add(next);
            slugs.add(slug(next));
        }
        return sorted;
    }

    private static String slug(Arrival arrival) {
        return arrival.organization().path("slug").asString("");
    }

    private static ObjectNode pick(JsonNode from, String... members) {
        var picked = ExportFiles.JSON.createObjectNode();
        for (var member : members) {
            if (from.has(member) && !from.get(member).isNull()) {
                picked.set(member, from.get(member));
            }
        }
        return picked;
    }
}
