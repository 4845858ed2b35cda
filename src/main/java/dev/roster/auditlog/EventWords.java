package dev.roster.auditlog;

import dev.roster.access.Permission;
import dev.roster.audit.Party;
import dev.roster.ui.Screen;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An event in the words of its reader: a sentence, and what changed. */
public final class EventWords {
    /** They stand for the names while the sentence is put together. */
    private static final String ACTOR = "\u0001";

    private static final String TARGET = "\u0002";

    private static final Set<String> OF_ROLES = Set.of("role", "roles", "governs", "defaultRole", "firstRole");
    private static final Set<String> OF_PERMISSIONS = Set.of("permissions", "productPermissions");

    /** Where the words for the values of a field begin, if not with its name. */
    private static final Map<String, String> TEXTS_OF =
            Map.of("locale", "language.", "onboarding", "audit.onboarding.");

    /** For programs only. */
    private static final Set<String> NOT_SHOWN = Set.of("parent");

    /** The permissions that reverting takes, by action. */
    private static final Map<String, Permission> REVERTIBLE = Map.of(
            "user.role_changed", Permission.USERS_ASSIGN_ROLE,
            "user.groups_changed", Permission.USERS_ASSIGN_ROLE,
            "user.deactivated", Permission.USERS_DEACTIVATE,
            "user.activated", Permission.USERS_DEACTIVATE,
            "user.deleted", Permission.USERS_DELETE,
            "role.changed", Permission.ROLES_MANAGE,
            "group.changed", Permission.GROUPS_MANAGE);

    private EventWords() {}

    /** The permission that reverting an action takes; empty if it has no inverse. */
    public static Optional<Permission> toRevert(String action) {
        return Optional.ofNullable(REVERTIBLE.get(action));
    }

    /** Whether the viewer may be able to revert it: the operation decides. */
    public static boolean isRevertible(Screen screen, AuditEvent event) {
        return screen.organization() != null
                && screen.here().id().equals(event.organization())
                && event.target() != null
                && event.target().name() != null
                && toRevert(event.action()).filter(screen::may).isPresent();
    }

    /**
     * A part of a sentence.
     *
     * @param href where a name leads; null for other parts, and for names of those who have no page here
     */
    public record Part(String text, @Nullable String href) {}

    /** What happened, with the names as links. */
    public static List<Part> sentence(Screen screen, AuditEvent event) {
        var text = screen.t("audit." + event.action(), ACTOR, TARGET);
        var parts = new ArrayList<Part>();
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean actor = text.charAt(i) == ACTOR.charAt(0);
            if (actor || text.charAt(i) == TARGET.charAt(0)) {
                parts.add(new Part(text.substring(begin, i), null));
                parts.add(
                        actor
                                ? new Part(actor(screen, event), event.actorHere() ? path(screen, event.actor()) : null)
                                : new Part(
                                        target(screen, event),
                                        event.targetHere()
                                                ? path(screen, Objects.requireNonNull(event.target()))
                                                : null));
                begin = i + 1;
            }
        }
        parts.add(new Part(text.substring(begin), null));
        return parts;
    }

    /** The actor's name. */
    public static String actor(Screen screen, AuditEvent event) {
        var name = event.actor().name();
        var job = "audit.job." + name;
        return name == null
                ? screen.t("audit.erased")
                : event.actor().kind().equals("job") && screen.texts().has(job) ? screen.t(job) : name;
    }

    private static String target(Screen screen, AuditEvent event) {
        var target = event.target();
        return event.withheld()
                ? screen.t("audit.withheld")
                : target == null || target.name() == null ? screen.t("audit.erased") : target.name();
    }

    private static @Nullable String path(Screen screen, Party party) {
        if (screen.organization() == null || party.name() == null) {
            return null;
        }
        return switch (party.kind()) {
            case "user" -> screen.here().path("/users/" + party.id());
            case "group" -> screen.here().path("/groups/" + party.id());
            case "role" -> screen.here().path("/roles");
            default -> null;
        };
    }

    /**
     * A value that the event set, changed or removed, in words.
     *
     * @param kind {@code added}, {@code changed} or {@code removed}
     */
    public record Change(
            String kind,
            String field,
            @Nullable String before,
            @Nullable String after) {}

    /** The differences; of a list, only what was added and what was removed. Empty values do not count. */
    public static List<Change> changes(Screen screen, AuditEvent event) {
        var fields = new TreeSet<>(event.before().keySet());
        fields.addAll(event.after().keySet());
        fields.removeAll(NOT_SHOWN);
        var changes = new ArrayList<Change>();
        for (var field : fields) {
            var label = screen.texts().has("audit.field." + field) ? screen.t("audit.field." + field) : field;
            var old = event.before().get(field);
            var now = event.after().get(field);
            if (old instanceof Collection<?> || now instanceof Collection<?>) {
                var before = words(screen, event, field, old);
                var after = words(screen, event, field, now);
                add(changes, label, null, joined(without(after, before)));
                add(changes, label, joined(without(before, after)), null);
            } else {
                add(changes, label, joined(words(screen, event, field, old)), joined(words(screen, event, field, now)));
            }
        }
        return changes;
    }

    private static void add(List<Change> changes, String label, @Nullable String before, @Nullable String after) {
        if (!Objects.equals(before, after)) {
            changes.add(
                    new Change(before == null ? "added" : after == null ? "removed" : "changed", label, before, after));
        }
    }

    private static Collection<String> without(Collection<String> some, Collection<String> others) {
        var rest = new LinkedHashSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static @Nullable String joined(Collection<String> words) {
        return words.isEmpty() ? null : String.join(", ", words);
    }

    private static Collection<String> words(Screen screen, AuditEvent event, String field, @Nullable Object value) {
        if (value instanceof Collection<?> values) {
            return values.stream()
                    .map(each -> word(screen, event, field, each))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
        return value == null || value.equals("") ? List.of() : List.of(word(screen, event, field, value));
    }

    private static String word(Screen screen, AuditEvent event, String field, Object value) {
        if (value instanceof Map<?, ?> thing && thing.get("name") != null) {
            return String.valueOf(thing.get("name"));
        }
        var text = String.valueOf(value);
        if (OF_ROLES.contains(field)) {
            return event.roleNames().getOrDefault(text, text);
        }
        var key = value instanceof Boolean
                ? "audit.value." + (text.equals("true") ? "yes" : "no")
                : OF_PERMISSIONS.contains(field)
                        ? "permission." + text
                        : TEXTS_OF.getOrDefault(field, field + ".") + text;
        return screen.texts().has(key) ? screen.t(key) : text;
    }
}
