package dev.roster.directory;

import dev.roster.directory.UserFilter.Sort;
import dev.roster.group.Group;
import dev.roster.membership.ExternalIds;
import dev.roster.membership.ListStatus;
import dev.roster.role.Role;
import dev.roster.shared.Bounds;
import dev.roster.shared.Cursor;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.InvalidException;
import dev.roster.shared.RoleId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * The list of users as its URL describes it: search, filters, order and page.
 *
 * @param signIn when they last signed in: {@link #NEVER}, or more than one of {@link #DAYS} days ago
 * @param link the key of a {@link LinkState}
 * @param exactly further filters, which only programs send
 */
public record UserQuery(
        String search,
        String status,
        String role,
        String group,
        String signIn,
        String link,
        Exactly exactly,
        String sort,
        @Nullable String after) {
    public static final String NEVER = "never";

    /** The numbers of days that the console offers. */
    public static final List<String> DAYS = List.of("30", "90", "365");

    /** What programs look for. */
    record Exactly(
            @Nullable String externalId,
            @Nullable String email,
            @Nullable Instant lastSignInBefore,
            boolean neverSignedIn,
            @Nullable Boolean twoFactor) {
        static final Exactly NOTHING = new Exactly(null, null, null, false, null);

        Exactly with(@Nullable Boolean factor) {
            return new Exactly(externalId, email, lastSignInBefore, neverSignedIn, factor);
        }

        /** The filters, for the audit log: ids and addresses name people and are left out. */
        Stream<String> described() {
            return Stream.of(
                    externalId == null ? "" : "externalId",
                    email == null ? "" : "email",
                    lastSignInBefore == null ? "" : "lastSignInBefore=" + lastSignInBefore,
                    neverSignedIn ? "neverSignedIn" : "",
                    twoFactor == null ? "" : "twoFactor=" + twoFactor);
        }
    }

    /** The whole list, starting at the first page; null for what was not given. */
    public static UserQuery of(
            @Nullable String search,
            @Nullable String status,
            @Nullable String role,
            @Nullable String group,
            @Nullable String signIn,
            @Nullable String link,
            @Nullable String sort) {
        return new UserQuery(
                orEmpty(search),
                orEmpty(status),
                orEmpty(role),
                orEmpty(group),
                orEmpty(signIn),
                orEmpty(link),
                Exactly.NOTHING,
                orEmpty(sort),
                null);
    }

    /** The same with what a program looks for. */
    UserQuery with(Exactly wanted) {
        return new UserQuery(search, status, role, group, signIn, link, wanted, sort, after);
    }

    /**
     * The same for those who have a second factor, or have none.
     *
     * @param wanted {@code true}, {@code false}, or nothing for all
     */
    public UserQuery withTwoFactor(@Nullable String wanted) {
        return switch (wanted == null ? "" : wanted) {
            case "" -> this;
            case "true" -> with(exactly.with(true));
            case "false" -> with(exactly.with(false));
            default -> throw InvalidException.of("twoFactor", "unknown");
        };
    }

    /** {@code true}, {@code false}, or empty. */
    public String twoFactor() {
        var wanted = exactly.twoFactor();
        return wanted == null ? "" : wanted.toString();
    }

    /** The same at another page. */
    public UserQuery after(@Nullable String cursor) {
        return new UserQuery(search, status, role, group, signIn, link, exactly, sort, cursor);
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    /**
     * @param groups finds a group by its id or name
     * @throws InvalidException for an unknown status, role, group, order or cursor: none is silently ignored
     */
    public UserFilter filter(List<Role> roles, Function<String, Optional<Group>> groups) {
        var errors = new InvalidException.Collector();
        var wantedStatus = status.isEmpty() ? null : ListStatus.find(status).orElse(null);
        if (!status.isEmpty() && wantedStatus == null) {
            errors.add("status", "unknown");
        }
        var order = order();
        if (order == null) {
            errors.add("sort", "unknown");
        }
        if (search.length() > Bounds.SEARCH) {
            errors.add("search", "too-long", Bounds.SEARCH);
        }
        if (search.indexOf('\0') >= 0) {
            errors.add("search", "control-characters");
        }
        var wantedRole = role(roles, errors);
        var wantedGroup = group.isEmpty() ? null : groups.apply(group).orElse(null);
        if (!group.isEmpty() && wantedGroup == null) {
            errors.add("group", "unknown");
        }
        var traits = traits(errors);
        errors.throwIfAny();
        return new UserFilter(
                search.isBlank() ? null : search.strip(),
                wantedStatus,
                wantedRole,
                wantedGroup == null ? null : wantedGroup.id(),
                traits,
                order == null ? Sort.NAME : order,
                sort.startsWith("-"));
    }

    private UserTraits traits(InvalidException.Collector errors) {
        if (!signIn.isEmpty() && !signIn.equals(NEVER) && !DAYS.contains(signIn)) {
            errors.add("signIn", "unknown");
        }
        if (!link.isEmpty() && LinkState.find(link).isEmpty()) {
            errors.add("link", "unknown");
        }
        var id = exactly.externalId();
        if (id != null) {
            ExternalIds.check(id, errors);
        }
        var typed = exactly.email();
        var email = typed == null ? null : EmailAddress.read(typed).orElse(null);
        if (typed != null && email == null) {
            errors.add("email", "email");
        }
        return new UserTraits(
                id,
                email,
                exactly.lastSignInBefore(),
                DAYS.contains(signIn) ? Duration.ofDays(Long.parseLong(signIn)) : null,
                exactly.neverSignedIn() || signIn.equals(NEVER),
                LinkState.find(link).orElse(null),
                exactly.twoFactor());
    }

    public @Nullable Cursor cursor() {
        return Cursor.ofRequest(after);
    }

    /** The filters, for the audit log: the search term may name a person and is left out. */
    String described() {
        return Stream.concat(
                        exactly.described(),
                        Stream.of(
                                search.isBlank() ? "" : "search",
                                status.isEmpty() ? "" : "status=" + status,
                                role.isEmpty() ? "" : "role=" + role,
                                group.isEmpty() ? "" : "group=" + group,
                                signIn.isEmpty() ? "" : "signIn=" + signIn,
                                link.isEmpty() ? "" : "link=" + link))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** The filters and the order, for a form. */
    public Map<String, String> fields() {
        return new TreeMap<>(Map.of(
                "search",
                search,
                "status",
                status,
                "role",
                role,
                "group",
                group,
                "signIn",
                signIn,
                "link",
                link,
                "twoFactor",
                twoFactor(),
                "sort",
                sort));
    }

    /** The filters alone, for a URL: without the search, the order and the page. */
    public String filters() {
        return new UserQuery("", status, role, group, signIn, link, Exactly.NOTHING, "", null)
                .withTwoFactor(twoFactor())
                .encoded();
    }

    /** The filters and the order, for a URL: what a view keeps. */
    public String filtersAndOrder() {
        return new UserQuery("", status, role, group, signIn, link, Exactly.NOTHING, sort, null)
                .withTwoFactor(twoFactor())
                .encoded();
    }

    /** The filters in use, each with the URL of this list without it. */
    public Map<String, String> withoutEach() {
        var rest = new LinkedHashMap<String, String>();
        put(rest, "status", status, new UserQuery(search, "", role, group, signIn, link, exactly, sort, null));
        put(rest, "role", role, new UserQuery(search, status, "", group, signIn, link, exactly, sort, null));
        put(rest, "group", group, new UserQuery(search, status, role, "", signIn, link, exactly, sort, null));
        put(rest, "signIn", signIn, new UserQuery(search, status, role, group, "", link, exactly, sort, null));
        put(rest, "link", link, new UserQuery(search, status, role, group, signIn, "", exactly, sort, null));
        put(rest, "twoFactor", twoFactor(), with(exactly.with(null)).after(null));
        return rest;
    }

    private static void put(Map<String, String> rest, String filter, String value, UserQuery without) {
        if (!value.isEmpty()) {
            rest.put(filter, without.encoded());
        }
    }

    /** The URL of this list with another status. */
    public String withStatus(String wanted) {
        return new UserQuery(search, wanted, role, group, signIn, link, exactly, sort, null).encoded();
    }

    /** The URL of this list in another order; the same column again reverses the order. */
    public String withSort(Sort wanted) {
        var turned = sort.equals(wanted.key()) || (sort.isEmpty() && wanted == Sort.NAME);
        return new UserQuery(
                        search, status, role, group, signIn, link, exactly, (turned ? "-" : "") + wanted.key(), null)
                .encoded();
    }

    public String at(Cursor cursor) {
        return after(cursor.encoded()).encoded();
    }

    /** {@code ascending}, {@code descending} or {@code none}: for {@code aria-sort}. */
    public String direction(Sort column) {
        if (order() != column) {
            return "none";
        }
        return sort.startsWith("-") ? "descending" : "ascending";
    }

    private @Nullable Sort order() {
        var key = sort.startsWith("-") ? sort.substring(1) : sort;
        return key.isEmpty()
                ? Sort.NAME
                : Arrays.stream(Sort.values())
                        .filter(s -> s.key().equals(key))
                        .findFirst()
                        .orElse(null);
    }

    private @Nullable RoleId role(List<Role> roles, InvalidException.Collector errors) {
        if (role.isEmpty()) {
            return null;
        }
        var found = roles.stream().filter(r -> r.key().equals(role)).findFirst();
        if (found.isEmpty()) {
            errors.add("role", "unknown");
        }
        return found.map(Role::id).orElse(null);
    }

    private String encoded() {
        var parameters = new StringBuilder();
        add(parameters, "search", search);
        add(parameters, "status", status);
        add(parameters, "role", role);
        add(parameters, "group", group);
        add(parameters, "signIn", signIn);
        add(parameters, "link", link);
        add(parameters, "twoFactor", twoFactor());
        add(parameters, "sort", sort);
        add(parameters, "after", after == null ? "" : after);
        return parameters.toString();
    }

    private static void add(StringBuilder parameters, String name, String value) {
        if (!value.isEmpty()) {
            parameters
                    .append(parameters.isEmpty() ? "?" : "&")
                    .append(name)
                    .append('=')
                    .append(UriUtils.encode(value, StandardCharsets.UTF_8));
        }
    }
}
