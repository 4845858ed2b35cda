package dev.roster;

import dev.roster.AccessTable.Row;
import dev.roster.apitoken.ApiTokens;
import dev.roster.apitoken.OperatorTokens;
import dev.roster.creation.UserDraft;
import dev.roster.groups.GroupMembers;
import dev.roster.groups.Groups;
import dev.roster.groups.NewGroup;
import dev.roster.link.LinkKind;
import dev.roster.link.Links;
import dev.roster.people.Users;
import dev.roster.person.ProfileInput;
import dev.roster.roles.NewRole;
import dev.roster.roles.Roles;
import dev.roster.shared.GroupId;
import dev.roster.shared.Ids;
import dev.roster.shared.UserId;
import dev.roster.support.ApiClient;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.ImportRequests;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import dev.roster.support.Visitor.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The askers in one section of the access table, and what they ask about. */
final class AccessCast {
    private static final Set<String> INVITED = Set.of("invited", "expired", "declined");

    private final TestServer server;
    private final boolean api;
    private final Company company;
    private final Company elsewhere;
    private final @Nullable LinkedCast linked;
    private final LinkedCompanies companies;
    private final Map<String, Asker> askers = new TreeMap<>();
    private final Map<String, Person> lasting = new TreeMap<>();
    private final Map<String, String> slow = new TreeMap<>();
    private String freshRole = "";
    private @Nullable GroupId freshGroup;

    AccessCast(TestServer server, String section) {
        this.server = server;
        this.api = section.equals("api");
        this.linked = section.equals("linked") ? new LinkedCast(server) : null;
        this.company = linked == null ? server.company(api ? "partner" : section) : linked.company();
        this.companies = new LinkedCompanies(server, company);
        this.elsewhere = server.company("partner");
        if (api) {
            alsoInvite();
        }
    }

    private void alsoInvite() {
        database().sql("""
                        update organizations
                           set policy = jsonb_set(policy, '{onboarding}', '["email_link", "invitation"]')
                         where id = :here
                        """).param("here", company.id().value()).update();
    }

    /** A browser or a program. {@code person} is null for an asker who is not one of the company's users. */
    record Asker(
            Visitor visitor,
            @Nullable Person person,
            @Nullable String apiToken) {
        Answer send(String method, String path, String with) {
            if (method.equals("GET")) {
                return visitor.send(method, path + (with.isEmpty() ? "" : "?" + with), null, headers());
            }
            return path.startsWith("/api/")
                    ? visitor.send(
                            method,
                            path,
                            with.isEmpty() ? null : with,
                            headers(
                                    "Content-Type",
                                    with.isEmpty() || with.startsWith("{") ? "application/json" : "text/csv"))
                    : visitor.post(path, form(with));
        }

        Answer sendWithoutToken(String method, String path, String with) {
            return visitor.send(method, path, with, "Content-Type", "application/x-www-form-urlencoded");
        }

        private String[] headers(String... headers) {
            if (apiToken == null) {
                return headers;
            }
            var all = Arrays.copyOf(headers, headers.length + 2);
            all[headers.length] = "Authorization";
            all[headers.length + 1] = "Bearer " + apiToken;
            return all;
        }

        private static Map<String, String> form(String with) {
            return Arrays.stream(with.split("&"))
                    .filter(field -> !field.isEmpty())
                    .map(field -> field.split("=", 2))
                    .collect(Collectors.toMap(field -> field[0], field -> field[1]));
        }
    }

    /** The same one each time, unless a new one is requested. */
    Asker asker(String kind, boolean anew) {
        return anew ? make(kind) : askers.computeIfAbsent(kind, this::make);
    }

    private Asker make(String kind) {
        if (api) {
            return kind.equals("browser")
                    ? signedIn(company.person("administrator"))
                    : new Asker(Visitor.of(server), null, apiToken(kind));
        }
        if (linked != null) {
            return linked.asker(kind);
        }
        return switch (kind) {
            case "nobody" -> new Asker(Visitor.of(server), null, null);
            case "operator" -> new Asker(server.operator(), null, null);
            case "foreign" -> signedIn(elsewhere.another("administrator"));
            default -> signedIn(company.another(kind));
        };
    }

    private static Asker signedIn(Person person) {
        return new Asker(person.signIn(), person, null);
    }

    private @Nullable String apiToken(String kind) {
        return switch (kind) {
            case "none" -> null;
            case "operator" -> operatorsToken();
            case "foreign" -> apiToken(elsewhere, "administrator").secret();
            case "revoked" -> {
                var revoked = apiToken(company, "administrator");
                server.bean(ApiTokens.class)
                        .revoke(
                                TestServer.OPERATOR,
                                company.id(),
                                revoked.token().id());
                yield revoked.secret();
            }
            default -> apiToken(company, kind).secret();
        };
    }

    private ApiTokens.Created apiToken(Company company, String role) {
        return server.bean(ApiTokens.class).create(TestServer.OPERATOR, company.id(), role, role, null);
    }

    private String operatorsToken() {
        var secret = "operator-" + Ids.next();
        database()
                .sql("insert into api_tokens (id, name, secret_hash, created_at) values (:id, 'test', :hash, now())")
                .param("id", Ids.next())
                .param("hash", sha256(secret))
                .update();
        return secret;
    }

    /** The row's path. What will be changed is created for it; what stays is shared by all who are refused. */
    String path(Row row, Asker asker, boolean changes) {
        var path = row.route();
        if (path.contains("{company}") || path.contains("{linked}")) {
            return pathOfCompany(row, asker, changes);
        }
        if (path.contains("{group}")) {
            var group = group(row.of(), changes);
            path = path.replace("{group}", group.toString())
                    .replace("{user}", path.contains("{user}") ? memberOf(group).toString() : "");
        }
        if (path.contains("{user}")) {
            path = path.replace("{user}", user(row.of(), asker, changes));
        }
        if (path.contains("{draft}")) {
            path = path.replace(
                    "{draft}",
                    path.contains("/invitations/") ? invitationDraft(row.of(), asker) : draft(row.of(), asker));
        }
        var here = row.of().equals("linked company") ? companies.slug("ungranted", asker, null, false) : company.slug();
        return path.replace("{org}", here)
                .replace("{organization}", here)
                .replace("{role}", path.contains("{role}") ? role(row.of(), changes) : "")
                .replace("{code}", "not-found")
                .replace("{view}", Ids.next().toString())
                // One that does not exist: who may revert which is decided by the operation for it.
                .replace("{event}", path.contains("{event}") ? Ids.next().toString() : "")
                .replace("{undo}", Ids.next().toString())
                .replace("{mail}", path.contains("{mail}") ? made("mail", changes, this::failedMail) : "")
                .replace("{session}", path.contains("{session}") ? session(row.of(), asker) : "")
                .replace("{signIn}", "0193a6c2-9d10-7c55-a1b2-0f1e2d3c4b5a")
                .replace("{import}", path.contains("{import}") ? tried(row.of(), changes) : "")
                .replace(
                        "{application}",
                        path.contains("{application}") ? made("application", changes, AccessCast::application) : "")
                .replace("{token}", path.contains("{token}") ? token(row) : "");
    }

    private static String application() {
        return ApiClient.operator()
                .post(
                        "/applications",
                        "{\"name\":\"Portal\",\"kind\":\"web\",\"optional\":true,\"redirectUris\":[\"https://app.example/callback\"]}")
                .text("/id");
    }

    /** A dry run that can be carried out. */
    private String tried(String of, boolean changes) {
        var imports = "/organizations/" + (of.equals("stranger") ? elsewhere : company).slug() + "/imports";
        return made(imports, changes, () -> ImportRequests.tried(ApiClient.operator(), imports));
    }

    /** What takes a moment to create: a new one only for an asker who changes it. */
    private String made(String what, boolean changes, Supplier<String> make) {
        return changes ? make.get() : slow.computeIfAbsent(what, _ -> make.get());
    }

    /** Of a linked company, or of the person it is granted to: then "of" names both. */
    private String pathOfCompany(Row row, Asker asker, boolean changes) {
        var of = row.of().split(", ");
        var user = row.route().contains("{user}") ? user(of[0], asker, changes) : null;
        var about = user == null ? null : new UserId(UUID.fromString(user));
        var slug = companies.slug(of[of.length - 1], asker, about, changes);
        return row.route()
                .replace("{org}", company.slug())
                .replace("{organization}", company.slug())
                .replace("{user}", user == null ? "" : user)
                .replace("{company}", slug)
                .replace("{linked}", slug);
    }

    /** The body, with an unused address and key, and companies that the asker may or may not manage. */
    String with(Row row, Asker asker) {
        var with = row.with();
        for (var of : List.of("granted", "ungranted", "stranger")) {
            var placeholder = "{" + of + "}";
            if (with.contains(placeholder)) {
                with = with.replace(placeholder, companies.slug(of, asker, null, of.equals("stranger")));
            }
        }
        return with.replace("%n", "\n")
                .replace(
                        "{application}",
                        with.contains("{application}") ? made("application", false, AccessCast::application) : "")
                .replace("{role}", freshRole)
                .replace("{group}", row.with().contains("{group}") ? company.groupWith(lowest(company)) : "")
                .replace(
                        "{member}",
                        row.with().contains("{member}") ? memberOf(null).toString() : "")
                .replace("{address}", company.freshAddress())
                .replace("{key}", "k" + Long.toString(System.nanoTime(), 36));
    }

    /** The key of an existing one, of a new one, or of one that exists only elsewhere. */
    private String role(String of, boolean changes) {
        return switch (of) {
            case "" -> "user";
            case "fresh role" -> changes || freshRole.isEmpty() ? freshRole = newRole(company) : freshRole;
            case "stranger" -> newRole(elsewhere);
            default -> of;
        };
    }

    /** An existing one, a new one, or one that exists only elsewhere. */
    private GroupId group(String of, boolean changes) {
        var groups = server.bean(Groups.class);
        return switch (of) {
            case "default group" ->
                groups.findDefault(company.id()).orElseThrow().id();
            case "stranger" -> newGroup(elsewhere);
            default -> changes || freshGroup == null ? freshGroup = newGroup(company) : freshGroup;
        };
    }

    private GroupId newGroup(Company company) {
        var wanted = new NewGroup("Group " + Ids.next(), "", List.of(lowest(company)), Set.of());
        return server.bean(Groups.class)
                .create(TestServer.OPERATOR, company.id(), wanted)
                .id();
    }

    /** A person in this group and another one, or in none that counts. */
    private UserId memberOf(@Nullable GroupId group) {
        var person = company.quick(lowest(company));
        if (group != null
                && server.bean(Groups.class)
                        .find(company.id(), group.toString())
                        .isPresent()) {
            server.bean(GroupMembers.class).add(TestServer.OPERATOR, company.id(), group, Set.of(person.id()));
        }
        return person.id();
    }

    private static String lowest(Company company) {
        return switch (company.preset()) {
            case "partner" -> "user";
            case "workspace" -> "member";
            case "appliance" -> "ledger_manager";
            default -> "marketplace";
        };
    }

    /** A group that the asker, or someone else, has begun to create; any id if they cannot begin one. */
    private String draft(String of, Asker asker) {
        var visitor = of.equals("stranger") ? company.visitor("administrators") : asker.visitor();
        var begun = visitor.post(company.path("/groups/new"), Map.of("name", "Group " + Ids.next()));
        if (begun.status() != 303) {
            return Ids.next().toString();
        }
        visitor.post(begun.location(), Map.of("roles", lowest(company)));
        return begun.location().replaceAll(".*/new/([^/]+)/.*", "$1");
    }

    /** The same for an invitation. */
    private String invitationDraft(String of, Asker asker) {
        var visitor = of.equals("stranger") ? company.visitor("administrators") : asker.visitor();
        var begun = visitor.post(
                company.path("/invitations/new"),
                Map.of("firstName", "Ada", "lastName", "Byron", "email", company.freshAddress()));
        if (begun.status() != 303) {
            return Ids.next().toString();
        }
        visitor.post(begun.location(), Map.of("groups", company.groupWith(lowest(company))));
        return begun.location().replaceAll(".*/new/([^/]+)/.*", "$1");
    }

    private String newRole(Company company) {
        var key = "r" + Long.toString(System.nanoTime(), 36);
        var wanted = new NewRole(key, "Role " + key, "", List.of(), List.of(), List.of());
        return server.bean(Roles.class)
                .create(TestServer.OPERATOR, company.id(), wanted)
                .key();
    }

    private String user(String of, Asker asker, boolean changes) {
        if (of.equals("themselves")) {
            return asker.person() == null
                    ? Ids.next().toString()
                    : asker.person().id().toString();
        }
        var person = changes ? person(of) : lasting.computeIfAbsent(of, this::person);
        return person.id().toString();
    }

    private Person person(String of) {
        if (of.equals("stranger")) {
            return elsewhere.quick("user");
        }
        if (of.equals("team member") && linked != null) {
            return linked.teamMember();
        }
        var words = of.split(" ");
        if (INVITED.contains(words[0])) {
            return invited(words[0], words[1]);
        }
        var person = company.quick(words[words.length - 1]);
        if (words.length > 1) {
            database()
                    .sql("update memberships set status = :status where user_id = :user")
                    .param("status", words[0])
                    .param("user", person.id().value())
                    .update();
        }
        return person;
    }

    /** A person who was invited and has not answered, was too late, or has declined. */
    private Person invited(String state, String role) {
        var groups = company.preset().equals("marketplace");
        var address = company.freshAddress();
        var typed = new UserDraft(
                ProfileInput.NOTHING
                        .withEmail(address)
                        .withDisplayName(groups ? null : "Ada Byron")
                        .withNames(groups ? "Ada" : null, groups ? "Byron" : null)
                        .withLocale("en"),
                groups ? null : role,
                groups ? List.of(company.groupWith(role)) : null,
                "invitation",
                null);
        var made = server.bean(Users.class)
                .create(TestServer.OPERATOR, company.id(), typed)
                .member();
        switch (state) {
            case "declined" ->
                database()
                        .sql("update memberships set status = 'declined' where user_id = :user")
                        .param("user", made.id().value())
                        .update();
            case "expired" ->
                database()
                        .sql("update links set expires_at = created_at where user_id = :user")
                        .param("user", made.id().value())
                        .update();
            default -> {}
        }
        return new Person(company, made.id(), made.displayName(), address);
    }

    private String failedMail() {
        var person = company.quick(company.preset().equals("partner") ? "user" : "member");
        server.mailbox(person.email()).await(1);
        return database()
                .sql("update mails set status = 'failed' where user_id = :user returning id")
                .param("user", person.id().value())
                .query(UUID.class)
                .single()
                .toString();
    }

    /** One of the asker's, or of someone else. */
    private String session(String of, Asker asker) {
        var owner = of.equals("stranger") ? elsewhere.person("user") : asker.person();
        if (owner != null) {
            owner.signIn();
        }
        return database()
                .sql("""
                        select s.id from sessions s join users u on u.id = s.user_id
                         where (:user::uuid is null and u.operator) or u.id = :user
                         order by s.created_at desc limit 1
                        """)
                .param("user", owner == null ? null : owner.id().value())
                .query(UUID.class)
                .single()
                .toString();
    }

    private String token(Row row) {
        if (row.route().contains("/api-tokens/")) {
            boolean stranger = row.of().equals("stranger");
            boolean operators = !row.route().contains("/{org}") && !row.route().contains("/{organization}");
            if (operators && !stranger) {
                return server.bean(OperatorTokens.class)
                        .create(TestServer.OPERATOR, "New", null)
                        .token()
                        .id()
                        .toString();
            }
            var owner = stranger ? elsewhere : company;
            return apiToken(owner, lowest(owner)).token().id().toString();
        }
        if (row.route().startsWith("/setup/")) {
            return "no-such-token";
        }
        if (row.route().startsWith("/invitations/")) {
            var invited = invited("invited", lowest(company));
            var link = server.bean(Links.class)
                    .find(company.id(), invited.id(), LinkKind.INVITATION)
                    .orElseThrow();
            return Objects.requireNonNull(server.bean(Links.class).mailed(link).getPath())
                    .replace("/invitations/", "");
        }
        var person = company.quick("user");
        var granted = TestServer.OPERATOR.requireOperator().in(company.id());
        var links = server.bean(Links.class);
        var link = links.issue(granted, LinkKind.RESET_PASSWORD, person.id(), Duration.ofHours(24));
        return Objects.requireNonNull(links.mailed(link).getPath()).replace("/links/", "");
    }

    private JdbcClient database() {
        return server.bean(JdbcClient.class);
    }

    private static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
