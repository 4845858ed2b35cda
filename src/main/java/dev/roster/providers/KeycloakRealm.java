package dev.roster.providers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The export of a Keycloak realm with its users ({@code kc.sh export --users realm_file} or {@code same_file}). Members of its organizations
 * become users of an organization with the same alias, and everybody else of the one that is given. Groups keep their names, each with the
 * names of those above it, and what their roles become.
 */
final class KeycloakRealm {
    /** What Keycloak gives to everybody. */
    private static final Set<String> ROLES_OF_ALL = Set.of("offline_access", "uma_authorization");

    private static final String DEFAULT_ROLES = "default-roles-";
    private static final String SERVICE_ACCOUNT = "serviceAccountClientId";

    private final Source.Options options;
    private final Map<String, List<ObjectNode>> users = new LinkedHashMap<>();
    private final Map<String, ObjectNode> organizations = new LinkedHashMap<>();
    private final Map<String, Set<String>> groups = new LinkedHashMap<>();
    private final Map<String, Set<String>> rolesOfGroups = new TreeMap<>();
    private final Map<String, Integer> notes = new TreeMap<>();

    private KeycloakRealm(Source.Options options) {
        this.options = options;
    }

    static List<Arrival> read(List<Path> files, Source.Options options) {
        var realm = new KeycloakRealm(options);
        for (var file : files) {
            var json = ExportFiles.json(file);
            if (!json.path("realm").isString() || !json.path("users").isArray()) {
                throw new UnreadableExportException(
                        "%s is no export of a realm with its users: it needs the members realm and users."
                                .formatted(file));
            }
            realm.read(json);
        }
        return realm.arrivals();
    }

    private void read(JsonNode realm) {
        readGroups("", realm.path("groups"));
        var places = places(realm.path("organizations"));
        for (var user : realm.get("users")) {
            if (user.has(SERVICE_ACCOUNT)) {
                note("service accounts stay behind: use API tokens or applications instead");
                continue;
            }
            var slug = places.getOrDefault(
                    user.path("username").asString(""),
                    options.organization().path("slug").asString(""));
            organizations.computeIfAbsent(slug, _ -> options.organization());
            var row = row(user);
            users.computeIfAbsent(slug, _ -> new ArrayList<>()).add(row);
            row.path("groups")
                    .forEach(group ->
                            groups.computeIfAbsent(slug, _ -> new TreeSet<>()).add(group.asString()));
        }
    }

    private void readGroups(String above, JsonNode found) {
        for (var group : found) {
            var path = above + "/" + group.path("name").asString("");
            var keys = new TreeSet<String>();
            group.path("realmRoles").forEach(role -> {
                var key = options.roles().get(role.asString(""));
                if (key != null) {
                    keys.add(key);
                }
            });
            rolesOfGroups.put(groupName(path), keys);
            readGroups(path, group.path("subGroups"));
        }
    }

    /** A group gives its members at least one role. */
    private Set<String> roles(String group) {
        var roles = rolesOfGroups.getOrDefault(group, Set.of());
        var otherwise = options.defaultRole();
        return roles.isEmpty() && otherwise != null ? Set.of(otherwise) : roles;
    }

    /** The slug of the organization of each of its members, by username. */
    private Map<String, String> places(JsonNode found) {
        var places = new LinkedHashMap<String, String>();
        for (var each : found) {
            var slug =
                    each.path("alias").asString(each.path("name").asString("")).toLowerCase(Locale.ROOT);
            var organization = options.organization().deepCopy();
            organization.put("slug", slug);
            organization.put("name", each.path("name").asString(slug));
            organizations.put(slug, organization);
            for (var member : each.path("members")) {
                if (places.putIfAbsent(member.path("username").asString(""), slug) != null) {
                    note("memberships in a second organization stay behind: invite these people there");
                }
            }
        }
        return places;
    }

    private ObjectNode row(JsonNode user) {
        var row = ExportFiles.JSON.createObjectNode();
        ExportFiles.put(row, "externalId", ExportFiles.text(user, "id"));
        ExportFiles.put(row, "email", ExportFiles.text(user, "email"));
        var username = ExportFiles.text(user, "username");
        ExportFiles.put(row, "username", username != null && username.contains("@") ? null : username);
        ExportFiles.put(row, "firstName", ExportFiles.text(user, "firstName"));
        ExportFiles.put(row, "lastName", ExportFiles.text(user, "lastName"));
        ExportFiles.put(row, "locale", user.at("/attributes/locale/0").asString(null));
        ExportFiles.put(row, "phone", user.at("/attributes/phoneNumber/0").asString(null));
        ExportFiles.put(row, "role", role(user));
        var names = ExportFiles.JSON.createArrayNode();
        for (var path : user.path("groups")) {
            var name = groupName(path.asString(""));
            if (roles(name).isEmpty()) {
                note(
                        "times a group without a role was left behind: say which role its roles become, or use --default-role");
            } else {
                names.add(name);
            }
        }
        if (!names.isEmpty()) {
            row.set("groups", names);
        }
        ExportFiles.put(row, "passwordHash", hash(user.path("credentials")).orElse(null));
        if (!user.path("enabled").asBoolean(true)) {
            row.put("status", "inactive");
        }
        return row;
    }

    /** The first of the user's roles for which there is one in Roster. */
    private @Nullable String role(JsonNode user) {
        for (var role : user.path("realmRoles")) {
            var name = role.asString("");
            if (options.roles().containsKey(name)) {
                return options.roles().get(name);
            }
            if (!ROLES_OF_ALL.contains(name) && !name.startsWith(DEFAULT_ROLES)) {
                note("times the role %s was left behind: say which role it becomes with --role %s=KEY"
                        .formatted(name, name));
            }
        }
        return null;
    }

    private static String groupName(String path) {
        return path.replaceFirst("^/", "").replace("/", " / ");
    }

    private Optional<String> hash(JsonNode credentials) {
        Optional<String> found = Optional.empty();
        for (var credential : credentials) {
            var type = credential.path("type").asString("");
            if (type.equals("password")) {
                found = KeycloakHash.phc(credential);
                if (found.isEmpty()) {
                    note("passwords are hashed in a way that Roster does not know: these people set a new one");
                }
            } else {
                note("credentials of the type %s stay behind: these people set up a new one".formatted(type));
            }
        }
        return found;
    }

    private void note(String sentence) {
        notes.merge(sentence, 1, Integer::sum);
    }

    private List<Arrival> arrivals() {
        var said = notes.entrySet().stream()
                .map(note -> "%d %s.".formatted(note.getValue(), note.getKey()))
                .collect(Collectors.toList());
        var arrivals = new ArrayList<Arrival>();
        organizations.forEach((slug, organization) -> {
            var here = organization.deepCopy();
            var names = groups.getOrDefault(slug, Set.of());
            if (!names.isEmpty()) {
                var list = here.putArray("groups");
                for (var name : names) {
                    var group = list.addObject().put("name", name).put("description", "");
                    roles(name).forEach(group.putArray("roles")::add);
                }
            }
            arrivals.add(new Arrival(here, users.getOrDefault(slug, List.of()), arrivals.isEmpty() ? said : List.of()));
        });
        return arrivals;
    }
}
