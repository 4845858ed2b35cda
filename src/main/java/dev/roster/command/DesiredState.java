package dev.roster.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Organizations as a file of YAML wants them, compared with what a server has. Only what the file names is compared; nothing is ever
 * deleted.
 */
final class DesiredState {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> ORGANIZATION =
            Set.of("slug", "name", "preset", "parent", "policy", "roles", "groups");

    /** Lists in which the order means nothing. */
    private static final Set<String> SETS = Set.of("permissions", "productPermissions", "governs", "roles");

    private final List<JsonNode> organizations;

    private DesiredState(List<JsonNode> organizations) {
        this.organizations = organizations;
    }

    /** A request that makes one thing as the file wants it, and what it does, for people. */
    record Change(String method, String path, JsonNode body, String sentence) {}

    /** @throws CommandRefusedException if it is no such file */
    static DesiredState read(Path file) {
        try {
            var organizations = YAML.readTree(Files.readString(file)).path("organizations");
            if (!organizations.isArray() || organizations.isEmpty()) {
                throw new CommandRefusedException("%s must have a list named organizations.".formatted(file));
            }
            organizations.forEach(DesiredState::requireKnown);
            return new DesiredState(organizations.valueStream().toList());
        } catch (IOException | JacksonException e) {
            throw new CommandRefusedException("%s cannot be read as YAML: %s".formatted(file, firstLine(e)));
        }
    }

    /** The same from elsewhere. */
    static DesiredState of(JsonNode organization) {
        requireKnown(organization);
        return new DesiredState(List.of(organization));
    }

    List<JsonNode> organizations() {
        return organizations;
    }

    /** What comes first: the organization itself. */
    List<Change> changesOfOrganization(ApiConnection api, JsonNode wanted) {
        var slug = wanted.get("slug").asString();
        var path = ApiConnection.path("organizations", slug);
        var found = api.find(path);
        if (found.isEmpty()) {
            var body = pick(wanted, "slug", "name", "preset", "parent");
            return List.of(new Change("POST", "/organizations", body, "create organization " + slug));
        }
        var changes = new ArrayList<Change>();
        if (wanted.has("preset") && !wanted.get("preset").equals(found.get().get("preset"))) {
            throw new CommandRefusedException(
                    "The organization %s has another preset, which cannot be changed.".formatted(slug));
        }
        compare(changes, "organization " + slug, "PATCH", path, found.get(), pick(wanted, "name"));
        return changes;
    }

    /** What is in an organization that exists. */
    List<Change> changesWithin(ApiConnection api, JsonNode wanted) {
        var slug = wanted.get("slug").asString();
        var path = ApiConnection.path("organizations", slug);
        var changes = new ArrayList<Change>();
        if (wanted.has("policy")) {
            compare(
                    changes,
                    "policy of " + slug,
                    "PUT",
                    path + "/policy",
                    api.get(path + "/policy"),
                    wanted.get("policy"));
        }
        var roles = byName(api.list(path + "/roles"), "key");
        for (var role : wanted.path("roles")) {
            var key = role.path("key").asString("");
            var what = "role %s of %s".formatted(key, slug);
            if (roles.containsKey(key)) {
                compare(changes, what, "PUT", path + ApiConnection.path("roles", key), roles.get(key), role);
            } else {
                changes.add(new Change("POST", path + "/roles", role, "create " + what));
            }
        }
        if (wanted.has("groups")) {
            compareGroups(changes, path, slug, byName(api.list(path + "/groups"), "name"), wanted.get("groups"));
        }
        return changes;
    }

    private static void compareGroups(
            List<Change> changes, String path, String slug, TreeMap<String, JsonNode> groups, JsonNode wanted) {
        for (var group : wanted) {
            var name = group.path("name").asString("");
            var what = "group %s of %s".formatted(name, slug);
            var found = groups.get(name);
            if (found == null) {
                changes.add(new Change("POST", path + "/groups", group, "create " + what));
            } else {
                compare(
                        changes,
                        what,
                        "PATCH",
                        path + ApiConnection.path("groups", found.get("id").asString()),
                        found,
                        group);
            }
        }
    }

    /** PUT sends the whole of it, PATCH only what is wanted. */
    private static void compare(
            List<Change> changes, String what, String method, String path, JsonNode found, JsonNode wanted) {
        var merged = (ObjectNode) found.deepCopy();
        var differences = new ArrayList<String>();
        merge(merged, wanted, "", differences);
        if (!differences.isEmpty()) {
            changes.add(new Change(
                    method,
                    path,
                    method.equals("PUT") ? merged : wanted,
                    "change %s: %s".formatted(what, String.join(", ", differences))));
        }
    }

    private static void merge(ObjectNode into, JsonNode wanted, String prefix, List<String> differences) {
        for (var field : wanted.properties()) {
            var name = field.getKey();
            var before = into.get(name);
            if (before instanceof ObjectNode inner && field.getValue().isObject()) {
                merge(inner, field.getValue(), prefix + name + ".", differences);
            } else if (!same(name, before, field.getValue())) {
                differences.add("%s%s from %s to %s".formatted(prefix, name, before, field.getValue()));
                into.set(name, field.getValue());
            }
        }
    }

    private static boolean same(String name, @Nullable JsonNode before, JsonNode wanted) {
        if (SETS.contains(name) && before != null && before.isArray() && wanted.isArray()) {
            return sorted(before).equals(sorted(wanted));
        }
        return wanted.equals(before);
    }

    private static Set<String> sorted(JsonNode list) {
        var sorted = new TreeSet<String>();
        list.forEach(each -> sorted.add(each.toString()));
        return sorted;
    }

    private static TreeMap<String, JsonNode> byName(List<JsonNode> items, String field) {
        var named = new TreeMap<String, JsonNode>();
        items.forEach(item -> named.put(item.get(field).asString(), item));
        return named;
    }

    private static ObjectNode pick(JsonNode from, String... fields) {
        var picked = YAML.createObjectNode();
        for (var field : fields) {
            if (from.has(field)) {
                picked.set(field, from.get(field));
            }
        }
        return picked;
    }

    private static void requireKnown(JsonNode organization) {
        if (!organization.path("slug").isString()) {
            throw new CommandRefusedException("Each organization needs a slug.");
        }
        for (var field : organization.propertyNames()) {
            if (!ORGANIZATION.contains(field)) {
                throw new CommandRefusedException("An organization has no field %s. It has: %s."
                        .formatted(field, String.join(", ", new TreeSet<>(ORGANIZATION))));
            }
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
