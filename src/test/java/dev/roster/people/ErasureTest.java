package dev.roster.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.roster.draft.Draft;
import dev.roster.draft.Drafts;
import dev.roster.jobs.JobQueue;
import dev.roster.shared.UserId;
import dev.roster.support.ApiClient;
import dev.roster.support.ApiClient.Answer;
import dev.roster.support.Company;
import dev.roster.support.ImportRequests;
import dev.roster.support.Stored;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What remains of a person who was erased. One word is planted in everything that can be recorded about them; afterwards it is
 * in no column of the database, no file and no stored answer.
 */
class ErasureTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Stored STORED = new Stored(SERVER);
    private static final String KEY = "Idempotency-Key";

    /** Where a person's name, address or browser can be stored. The test plants the word in each. */
    private static final Set<String> NAMING = Set.of(
            "api_tokens.name",
            "audit_names.after",
            "audit_names.before",
            "audit_sources.browser",
            "audit_sources.source",
            "dictionary.word",
            "drafts.content",
            "import_chunks.content",
            "import_chunks.rejected_rows",
            "import_chunks.results",
            "invitations.display_name",
            "invitations.email",
            "invitations.first_name",
            "invitations.last_name",
            "invitations.phone_number",
            "mails.recipient",
            "memberships.external_id",
            "memberships.search",
            "memberships.sort_name",
            "passkeys.name",
            "profiles.display_name",
            "profiles.first_name",
            "profiles.last_name",
            "profiles.phone_number",
            "profiles.search",
            "scheduled_tasks.task_data",
            "sessions.address",
            "sessions.user_agent",
            "users.email",
            "users.email_key",
            "users.email_skeleton",
            "users.username",
            "users.username_key",
            "words.search",
            "words.sort_name",
            "words.word");

    /** Where none can be stored: codes, hashes, and an organization's names for its own things. */
    private static final Set<String> NAMING_NOBODY = Set.of(
            "application_consents.scopes",
            "application_secrets.secret_hash",
            "application_sign_ins.access_hash",
            "application_sign_ins.access_scopes",
            "application_sign_ins.code_hash",
            "application_sign_ins.grant_type",
            "application_sign_ins.key_thumbprint",
            "application_sign_ins.refresh_hash",
            "application_sign_ins.request",
            "application_sign_ins.scopes",
            "application_sign_ins.state_hash",
            "application_sign_ins.user_code_mac",
            "applications.back_channel_logout_uri",
            "application_sign_ins.factor",
            "authenticators.sealed",
            "passkeys.credential_id",
            "passkeys.public_key",
            "passkeys.transports",
            "recovery_codes.code_hash",
            "sessions.factor",
            "applications.kind",
            "applications.name",
            "applications.post_logout_uris",
            "applications.redirect_uris",
            "signing_keys.algorithm",
            "signing_keys.sealed",
            "spent_refresh_tokens.refresh_hash",
            "api_tokens.secret_hash",
            "audit_events.action",
            "audit_events.actor_kind",
            "audit_events.actor_name", // of a job
            "audit_events.after",
            "audit_events.before",
            "audit_events.target_kind",
            "daily_figures.figure",
            "drafts.kind",
            "groups.description",
            "groups.name",
            "groups.name_key",
            "import_columns.field",
            "import_columns.title",
            "imports.columns", // titles
            "imports.maker_kind",
            "imports.refusal",
            "imports.status",
            "invitations.inviter_kind",
            "invitations.locale",
            "invitations.phone_country_code",
            "invitations.time_zone",
            "known_secrets.fingerprints",
            "kept_answers.answer", // sealed; checked by repeating the request
            "kept_answers.key_hash",
            "kept_answers.named",
            "kept_answers.permissions",
            "kept_answers.request_mac",
            "links.kind",
            "mail_pause.reason", // about the server
            "mails.details", // NewMail accepts ids and codes only
            "mails.kind",
            "mails.last_error", // deleted with its email
            "mails.locale",
            "mails.status",
            "memberships.onboarding",
            "memberships.status",
            "organizations.name",
            "organizations.policy",
            "organizations.preset",
            "organizations.slug",
            "passwords.hash",
            "profiles.locale",
            "profiles.phone_country_code",
            "profiles.time_zone",
            "passwords.set_by",
            "rate_limits.id",
            "roles.description",
            "roles.key",
            "roles.name",
            "saved_views.name", // of a person's own list of people
            "saved_views.query", // filters, without a search
            "roles.permissions",
            "roles.product_permissions",
            "scheduled_tasks.picked_by",
            "scheduled_tasks.task_instance",
            "scheduled_tasks.task_name",
            "sessions.secret_hash",
            "users.managed_by");

    /** Of letters that no others look like, which would be stored in their place. */
    private final String word = "zq"
            + Long.toString(System.nanoTime(), 8)
                    .chars()
                    .mapToObj(digit -> "acdefghk".substring(digit - '0', digit - '0' + 1))
                    .collect(Collectors.joining());

    private final String username = word + ".name";
    private final String phone = "1512" + (1_000_000 + Math.floorMod(System.nanoTime(), 8_999_999));
    private final Company company = SERVER.company("appliance");
    private final Company elsewhere = SERVER.company("marketplace");
    private final Company stranger = SERVER.company("partner");
    private final ApiClient admin = company.client("system_admin");
    private final ApiClient inviter = elsewhere.client("access_management");
    private final ApiClient others = stranger.client("administrator");
    private final List<Sent> sent = new ArrayList<>();

    /** A request with an Idempotency-Key, whose answer is stored. */
    private record Sent(String key, ApiClient client, String path, String body, String type) {
        Answer send() {
            return client.send("POST", path, body, KEY, key, "Content-Type", type);
        }
    }

    @Test
    void nothing_that_is_kept_names_who_was_erased() {
        company.person("system_admin");
        var user = createKeepingAnswers();
        sayEverythingAbout(user);
        assertThat(found()).containsExactlyInAnyOrderElementsOf(NAMING);
        assertThat(keptAnswers())
                .hasSize(sent.size())
                .anySatisfy(body -> assertThat(body).contains(word));

        var erased = post(admin, user + "/erasure", "{\"confirm\":\"%s\"}".formatted(username));

        assertThat(erased.status()).isEqualTo(204);
        assertThat(found()).isEmpty();
        assertThat(STORED.filesWith(word)).isEmpty();
        assertThat(keptAnswers()).noneSatisfy(body -> assertThat(body).contains(word));
    }

    @Test
    void an_organization_erases_only_its_own_data_about_a_guest() {
        company.person("system_admin");
        var guest = address("guest");
        var typed = "{\"displayName\":\"%s\",\"email\":\"%s\"}".formatted(word, guest);
        var id = new UserId(UUID.fromString(others.post(users(stranger), typed).text("/id")));
        company.makeGuest(new Company.Person(stranger, id, word, guest), "admin");
        var row = "email,displayName,role\n%s,%s,nobody\n".formatted(guest, word);
        var here = imported(company, admin, row, "") + "/rejected.csv";
        var there = imported(stranger, others, row, "") + "/rejected.csv";
        post(admin, users(company), person(username, guest));
        post(others, users(stranger), typed);
        nameATokenAfter(guest, company, admin, "admin");
        nameATokenAfter(guest, stranger, others, "user");
        assertThat(text(admin, here)).contains(word);

        var erased = admin.post(users(company) + "/" + id + "/erasure", "{\"confirm\":\"%s\"}".formatted(guest));

        assertThat(erased.status()).isEqualTo(204);
        assertThat(text(admin, here)).doesNotContain(word).contains("has been erased");
        assertThat(text(others, there)).contains(word);
        assertThat(sent.stream().map(request -> request.send().code()))
                .containsExactly("idempotency-answer-erased", "address-active-here");
        assertThat(text(admin, tokens(company))).doesNotContain(word);
        assertThat(text(others, tokens(stranger))).contains(word);
        assertThat(others.get(users(stranger) + "/" + id).text("/displayName")).isEqualTo(word);
    }

    @Test
    void every_column_is_known_to_name_people_or_not_to() {
        var known = new TreeSet<>(NAMING);
        known.addAll(NAMING_NOBODY);

        assertThat(STORED.columns().stream().map(Object::toString).filter(name -> !name.startsWith("flyway_")))
                .as("a new column that may name a person gets the word planted in it above")
                .containsExactlyInAnyOrderElementsOf(known);
    }

    /** Creates the person, and has them named in every kind of answer that can name a user. */
    private String createKeepingAnswers() {
        var created = post(admin, users(company), person(username, address("old")));
        assertThat(created.status()).isEqualTo(201);
        var user = users(company) + "/" + created.text("/id");
        assertThat(post(admin, users(company), person("other", address("old"))).code())
                .isEqualTo("address-active-here");
        assertThat(post(admin, users(company), person(username, "other@" + company.slug() + ".example"))
                        .code())
                .isEqualTo("username-taken");
        assertThat(post(admin, user + "/erasure", "{\"confirm\":\"other\"}").status())
                .isEqualTo(422);
        assertThat(post(
                                others,
                                users(stranger),
                                "{\"displayName\":\"%s\",\"email\":\" %s \"}"
                                        .formatted(word, address("old").toUpperCase(Locale.ROOT)))
                        .code())
                .isEqualTo("address-known-elsewhere");
        assertThat(post(others, imports(stranger), address("old") + ",name\n", "text/csv")
                        .status())
                .isEqualTo(202);
        return user;
    }

    private void sayEverythingAbout(String user) {
        var id = UUID.fromString(user.substring(user.lastIndexOf('/') + 1));
        imported(company, admin, "externalId,email\n%s,%s\n".formatted(word + "-17", address("old")), "");
        assertThat(admin.patch(user, "{\"email\":\"%s\"}".formatted(address("new")))
                        .status())
                .isEqualTo(200);
        assertThat(admin.patch(user, "{\"firstName\":\"%s\",\"lastName\":\"Second %s\"}".formatted(word, word))
                        .status())
                .isEqualTo(200);
        var browser = Visitor.of(SERVER);
        browser.send(
                "POST",
                "/login",
                "_csrf=%s&name=%s&password=%s".formatted(encoded(browser.token()), username, encoded(Company.PASSWORD)),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "User-Agent",
                "Browser of " + word);
        // Its actions are in the audit log, with its name.
        ApiClient.with(nameATokenAfter(username, company, admin, "system_admin"))
                .post(users(company), person("made", company.freshAddress()).replace(word, "Made"));
        inviteElsewhere();
        importRowsThatNameThem();
        assertThat(admin.patch(user, "{\"externalId\":\"%s-18\"}".formatted(word))
                        .status())
                .isEqualTo(200);
        var colleague = elsewhere.person("administrators").actor();
        SERVER.bean(Drafts.class)
                .create(
                        colleague,
                        elsewhere.id(),
                        new Draft.Kind<>("test", Typed.class),
                        new Typed(address("new"), word));
        forgetPasswordLater();
        jdbc().sql("update profiles set phone_country_code = '+49', phone_number = :phone where user_id = :id")
                .param("phone", phone)
                .param("id", id)
                .update();
        for (var place : List.of("sessions set address", "audit_sources set source")) {
            jdbc().sql("update %s = :word where user_id = :id".formatted(place))
                    .param("word", word)
                    .param("id", id)
                    .update();
        }
        jdbc().sql("""
                        insert into passkeys (id, user_id, credential_id, public_key, sign_count, backup_eligible, backed_up,
                                              transports, name, proven, created_at)
                        values (gen_random_uuid(), :id, 'credential', 'key', 0, false, false, '{}', :word, true, now())
                        """).param("word", word).param("id", id).update();
        jdbc().sql("update invitations set phone_number = :phone where user_id = :id")
                .param("phone", phone)
                .param("id", id)
                .update();
    }

    private record Typed(String email, String name) {}

    private static String nameATokenAfter(String name, Company where, ApiClient client, String role) {
        var made = client.post(tokens(where), "{\"name\":\"For %s\",\"role\":\"%s\"}".formatted(name, role));
        assertThat(made.status()).isEqualTo(201);
        return made.text("/secret");
    }

    private void inviteElsewhere() {
        var invited = post(inviter, users(elsewhere), """
                {"email":"%s","firstName":"%s","lastName":"%s","groups":["Administrators"],
                 "phone":{"countryCode":"+49","number":"%s"}}""".formatted(address("new"), word, word, phone));
        assertThat(invited.status()).as(invited.response().body()).isEqualTo(201);
    }

    private void importRowsThatNameThem() {
        var rows = """
                externalId,email,username,firstName,lastName,role
                ,%2$s,,%1$s,%1$s,nobody
                ,%3$s,,%1$s,%1$s,ledger_manager
                ,,%4$s,%1$s,%1$s,ledger_manager
                %1$s-17,,,%1$s,%1$s,ledger_manager
                ,%5$s,,Some,Body,nobody
                """.formatted(word, address("old"), address("new"), username, company.freshAddress());
        imported(company, admin, rows, "?dryRun=true");
        imported(company, admin, rows, "");
        imported(stranger, others, "email,displayName\n%s,%s\n".formatted(address("new"), word), "");
    }

    private static String imported(Company where, ApiClient client, String file, String query) {
        var received = client.send("POST", imports(where) + query, file, "Content-Type", "text/csv");
        assertThat(received.status()).isEqualTo(202);
        var path = imports(where) + "/" + received.text("/id");
        ImportRequests.ended(client, path);
        return path;
    }

    private void forgetPasswordLater() {
        var task = TaskDescriptor.of("forgotten-password", String.class)
                .instance(UUID.randomUUID().toString())
                .data(address("new"))
                .build();
        SERVER.bean(TransactionOperations.class)
                .executeWithoutResult(_ -> SERVER.bean(JobQueue.class)
                        .add(task, SERVER.bean(Clock.class).instant().plus(Duration.ofDays(300))));
    }

    private Answer post(ApiClient client, String path, String body) {
        return post(client, path, body, "application/json");
    }

    private Answer post(ApiClient client, String path, String body, String type) {
        var request = new Sent(UUID.randomUUID().toString(), client, path, body, type);
        sent.add(request);
        return request.send();
    }

    /** The answer to a repetition of each request. */
    private List<String> keptAnswers() {
        return sent.stream()
                .map(Sent::send)
                .map(answer ->
                        answer.response().headers().map() + answer.response().body())
                .map(text -> text.toLowerCase(Locale.ROOT))
                .toList();
    }

    private Set<String> found() {
        var columns = STORED.columnsWith(word);
        columns.addAll(STORED.columnsWith(phone));
        return columns;
    }

    private String person(String name, String address) {
        return """
                {"username":"%s","email":"%s","firstName":"First %s","lastName":"%s","password":"%s","role":"admin"}""".formatted(name, address, word, word, Company.PASSWORD);
    }

    private String address(String which) {
        return word + "." + which + "@" + company.slug() + ".example";
    }

    private static String users(Company where) {
        return "/organizations/" + where.slug() + "/users";
    }

    private static String imports(Company where) {
        return "/organizations/" + where.slug() + "/imports";
    }

    private static String tokens(Company where) {
        return "/organizations/" + where.slug() + "/api-tokens";
    }

    private static String text(ApiClient client, String path) {
        return client.get(path).response().body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JdbcClient jdbc() {
        return SERVER.bean(JdbcClient.class);
    }
}
