package dev.roster.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.creation.UserDraft;
import dev.roster.erasure.Erasures;
import dev.roster.groups.Groups;
import dev.roster.groups.NewGroup;
import dev.roster.link.Link;
import dev.roster.link.LinkKind;
import dev.roster.link.Links;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy.Departure;
import dev.roster.password.Passwords;
import dev.roster.password.SetBy;
import dev.roster.people.Memberships;
import dev.roster.people.Removals;
import dev.roster.people.RoleAssignments;
import dev.roster.people.Users;
import dev.roster.person.ProfileInput;
import dev.roster.roles.NewRole;
import dev.roster.roles.Roles;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import dev.roster.support.ApiClient;
import dev.roster.support.AtOnce;
import dev.roster.support.Company;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What must never happen with an invitation, and what happens when several things happen to one at once. */
class InvitationTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Company COMPANY = SERVER.company("marketplace");
    private static final String PASSWORD = "Tidal-Violet-81!";
    private static final Registration REGISTRATION =
            new Registration(null, "Ada", "Byron", PASSWORD, PASSWORD, "true", "en");

    private final Registrations registrations = SERVER.bean(Registrations.class);
    private final Replies replies = SERVER.bean(Replies.class);
    private final Invitations invitations = SERVER.bean(Invitations.class);
    private final Memberships memberships = SERVER.bean(Memberships.class);
    private final Removals removals = SERVER.bean(Removals.class);
    private final Links links = SERVER.bean(Links.class);

    @RepeatedTest(10)
    void accepted_twice_at_once_it_counts_once() throws InterruptedException {
        var user = invite(COMPANY.freshAddress());
        var token = mailed(user);

        var outcomes = AtOnce.run(
                () -> registrations.register(token, REGISTRATION), () -> registrations.register(token, REGISTRATION));

        assertThat(outcomes).containsExactlyInAnyOrder("done", "link-used");
        assertThat(events(user, "user.accepted")).isEqualTo(1);
    }

    @Test
    void who_says_yes_uses_the_link_up() {
        var registered = invite(COMPANY.freshAddress());
        accept(mailedPath(registered));
        assertThat(status(registered)).isEqualTo("active");
        assertThat(link(registered).endedAt()).isNotNull();

        var person = SERVER.company("marketplace").another("marketplace");
        var signedIn = invite(person.email());
        Visitor.of(SERVER).post(mailedPath(signedIn) + "/accept", Map.of("password", Company.PASSWORD));
        assertThat(status(signedIn)).isEqualTo("active");
        assertThat(link(signedIn).endedAt()).isNotNull();
    }

    private Link link(UserId user) {
        return links.find(COMPANY.id(), user, LinkKind.INVITATION).orElseThrow();
    }

    @RepeatedTest(10)
    void of_the_emailed_and_the_copied_link_at_once_one_wins() throws InterruptedException {
        var user = invite(COMPANY.freshAddress());
        var mailed = mailed(user);
        var copied = copied(user);

        var outcomes = AtOnce.run(
                () -> registrations.register(mailed, REGISTRATION), () -> registrations.register(copied, REGISTRATION));

        assertThat(outcomes).containsExactlyInAnyOrder("done", "link-used");
        assertThat(status(user)).isEqualTo("active");
    }

    @RepeatedTest(10)
    void accepted_and_revoked_at_once_one_of_the_two_happens() throws InterruptedException {
        var user = invite(COMPANY.freshAddress());
        var token = mailed(user);

        var outcomes = AtOnce.run(
                () -> registrations.register(token, REGISTRATION),
                () -> removals.revokeInvitation(TestServer.OPERATOR, COMPANY.id(), user));

        assertThat(outcomes).contains("done").containsAnyOf("link-used", "not-in-this-status");
        assertThat(status(user)).isEqualTo(outcomes.getFirst().equals("done") ? "active" : "removed");
    }

    @RepeatedTest(10)
    void accepted_and_declined_at_once_one_of_the_two_happens() throws InterruptedException {
        var user = invite(COMPANY.freshAddress());
        var token = mailed(user);

        var outcomes = AtOnce.run(() -> registrations.register(token, REGISTRATION), () -> replies.decline(token));

        assertThat(outcomes).containsExactlyInAnyOrder("done", "link-used");
        assertThat(status(user)).isEqualTo(outcomes.getFirst().equals("done") ? "active" : "declined");
    }

    @RepeatedTest(10)
    void of_two_companies_invitations_accepted_at_once_one_makes_the_account() throws InterruptedException {
        var address = COMPANY.freshAddress();
        var first = mailed(invite(address));
        var other = SERVER.company("marketplace");
        var user = SERVER.bean(Users.class)
                .create(TestServer.OPERATOR, other.id(), wanted(address, other.groupWith("marketplace")))
                .member()
                .id();
        var second = token(
                links.copied(links.find(other.id(), user, LinkKind.INVITATION).orElseThrow())
                        .toString());

        var outcomes = AtOnce.run(
                () -> registrations.register(first, REGISTRATION), () -> registrations.register(second, REGISTRATION));

        assertThat(outcomes).containsExactlyInAnyOrder("done", "link-used");
    }

    @RepeatedTest(5)
    void the_same_address_invited_twice_at_once_is_invited_once() throws InterruptedException {
        var address = COMPANY.freshAddress();

        var outcomes = AtOnce.run(() -> invite(address), () -> invite(address));

        assertThat(outcomes).contains("done").containsAnyOf("address-invited-here");
        SERVER.mailbox(address).await(1);
        assertThat(SERVER.mailbox(address).letters()).hasSize(1);
    }

    @Test
    void what_the_inviter_may_no_longer_give_is_not_given() {
        var inviter = COMPANY.another("access_management");
        var user = invite(inviter, COMPANY.freshAddress(), COMPANY.groupWith("marketplace"));
        var link = mailedPath(user);

        SERVER.bean(RoleAssignments.class)
                .changeGroups(
                        TestServer.OPERATOR,
                        COMPANY.id(),
                        inviter.id(),
                        List.of(COMPANY.groupWith("marketplace")),
                        Expected.ANY);

        var refused = accept(link);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("can no longer grant").contains(COMPANY.name());
        assertThat(status(user)).isEqualTo("invited");
        assertThat(SERVER.tryToSignIn(address(user), PASSWORD).status()).isEqualTo(422);
    }

    @Test
    void who_has_an_account_is_not_given_either_what_the_inviter_may_no_longer_give() {
        var inviter = COMPANY.another("access_management");
        var person = SERVER.company("marketplace").another("marketplace");
        var user = invite(inviter, person.email(), COMPANY.groupWith("marketplace"));
        removals.remove(TestServer.OPERATOR, COMPANY.id(), inviter.id());

        var refused = Visitor.of(SERVER).post(mailedPath(user) + "/accept", Map.of("password", Company.PASSWORD));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("can no longer grant");
        assertThat(status(user)).isEqualTo("invited");
    }

    @Test
    void who_may_no_longer_invite_gives_nothing_although_they_still_govern_it() {
        var key = "inviter_" + Long.toString(System.nanoTime(), 36);
        var permissions = List.of("users.view", "users.create", "profile.edit");
        SERVER.bean(Roles.class)
                .create(
                        TestServer.OPERATOR,
                        COMPANY.id(),
                        new NewRole(key, key, "", permissions, List.of(), List.of("marketplace")));
        var user = invite(COMPANY.another(key), COMPANY.freshAddress(), COMPANY.groupWith("marketplace"));
        permit(key, "array_remove(permissions, 'users.create')");

        assertThat(accept(mailedPath(user)).status()).isEqualTo(409);
        assertThat(status(user)).isEqualTo("invited");

        permit(key, "array_append(permissions, 'users.create')");
        assertThat(accept(mailedPath(user)).status()).isEqualTo(303);
    }

    private static void permit(String role, String permissions) {
        SERVER.bean(JdbcClient.class)
                .sql("update roles set permissions = %s where organization_id = :here and key = :role"
                        .formatted(permissions))
                .param("here", COMPANY.id().value())
                .param("role", role)
                .update();
    }

    @Test
    void an_invitation_is_accepted_by_nobody_else_who_is_signed_in() {
        var user = invite(SERVER.company("marketplace").another("marketplace").email());
        var somebodyElse = COMPANY.another("marketplace").signIn();

        var refused = somebodyElse.post(mailedPath(user) + "/accept", Map.of("confirm", "accept"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(status(user)).isEqualTo("invited");
    }

    @Test
    void whose_password_is_replaced_by_others_while_they_say_yes_has_not_said_it() throws Exception {
        var person = SERVER.company("marketplace").another("marketplace");
        var user = invite(person.email());
        var browser = person.signIn();
        browser.token();
        try (var pool = Executors.newSingleThreadExecutor()) {
            var answer = SERVER.bean(TransactionOperations.class).execute(_ -> {
                // As others do it, stopped before its end.
                SERVER.bean(JdbcClient.class)
                        .sql("""
                                with account as (select id from users where id = :user for no key update)
                                update passwords set set_by = 'others' from account where user_id = account.id
                                """)
                        .param("user", person.id().value())
                        .update();
                var yes = pool.submit(() -> browser.post(mailedPath(user) + "/accept", Map.of("confirm", "accept"))
                        .status());
                await().atMost(Duration.ofSeconds(20)).until(() -> yes.isDone() || SERVER.somebodyWaitsForALock());
                return yes;
            });
            assertThat(Objects.requireNonNull(answer).get()).isEqualTo(410);
        }
        assertThat(status(user)).isEqualTo("invited");
    }

    @Test
    void a_user_who_resends_it_is_responsible_for_it_from_then_on() {
        var inviter = COMPANY.another("access_management");
        var user = invite(inviter, COMPANY.freshAddress(), COMPANY.groupWith("marketplace"));
        removals.remove(TestServer.OPERATOR, COMPANY.id(), inviter.id());
        assertThat(accept(mailedPath(user)).status()).isEqualTo(409);

        var another = COMPANY.another("administrators");
        invitations.resend(another.actor(), COMPANY.id(), user);

        assertThat(accept(mailedPath(user)).location()).isEqualTo("/login");
        assertThat(status(user)).isEqualTo("active");
    }

    @Test
    void a_group_that_now_carries_more_than_the_inviter_may_give_is_not_given() {
        var inviter = COMPANY.another("access_management");
        var groups = SERVER.bean(Groups.class);
        var user = invite(inviter, COMPANY.freshAddress(), "Administrators");
        assertThat(accept(mailedPath(user)).location()).isEqualTo("/login");

        var late = invite(inviter, COMPANY.freshAddress(), "Administrators");
        SERVER.bean(JdbcClient.class)
                .sql("""
                        delete from role_governs using roles r
                         where role_governs.organization_id = :here and r.id = governed_role_id
                           and r.key = 'account_management'
                        """)
                .param("here", COMPANY.id().value())
                .update();
        try {
            assertThat(accept(mailedPath(late)).status()).isEqualTo(409);
        } finally {
            SERVER.bean(JdbcClient.class)
                    .sql("""
                            insert into role_governs
                            select :here, a.id, b.id from roles a, roles b
                             where a.organization_id = :here and b.organization_id = :here
                               and a.key = 'access_management' and b.key = 'account_management'
                            """)
                    .param("here", COMPANY.id().value())
                    .update();
        }
        assertThat(groups.find(COMPANY.id(), "Administrators")).isPresent();
    }

    @Test
    void nobody_is_invited_into_a_group_that_carries_what_one_does_not_govern() {
        var partner = SERVER.company("partner");
        offerInvitations(partner);
        var manager = partner.another("manager");
        SERVER.bean(Groups.class)
                .create(
                        TestServer.OPERATOR,
                        partner.id(),
                        new NewGroup("Chiefs", "", List.of("administrator"), Set.of()));
        var typed = new UserDraft(
                ProfileInput.of("Eve", partner.freshAddress()), null, List.of("Chiefs"), "invitation", null);

        assertThat(refusal(() -> SERVER.bean(Users.class).create(manager.actor(), partner.id(), typed)))
                .isEqualTo("role-not-governed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void looking_consumes_nothing(String method) {
        var user = invite(COMPANY.freshAddress());
        var path = mailedPath(user);

        for (var page : List.of(path, path + "/accept", path + "/decline")) {
            Visitor.of(SERVER).send(method, page, null);
        }
        // A scanner that submits every form it finds presses no button.
        Visitor.of(SERVER).post(path + "/decline", Map.of());
        Visitor.of(SERVER).post(path + "/accept", Map.of());

        assertThat(status(user)).isEqualTo("invited");
        assertThat(accept(path).location()).isEqualTo("/login");
    }

    @Test
    void another_kind_of_link_opens_no_invitation_and_an_invitation_opens_nothing_else() {
        var user = invite(COMPANY.freshAddress());
        var token = mailed(user);

        assertThat(Visitor.of(SERVER).get("/links/" + token).status()).isEqualTo(404);
        assertThat(Visitor.of(SERVER)
                        .post("/links/" + token, Map.of("password", PASSWORD))
                        .status())
                .isEqualTo(404);
        assertThat(Visitor.of(SERVER).get("/links/" + copied(user)).status()).isEqualTo(404);
        assertThat(Visitor.of(SERVER).get("/invitations/" + token + "x").status())
                .isEqualTo(404);
        assertThat(Visitor.of(SERVER).get("/invitations/x").status()).isEqualTo(404);
        assertThat(status(user)).isEqualTo("invited");
    }

    @Test
    void links_carry_the_configured_address_whatever_the_request_says() {
        var user = invite(COMPANY.freshAddress());
        var answer = ApiClient.operator()
                .send(
                        "POST",
                        "/organizations/" + COMPANY.slug() + "/users/" + user + "/invitation/link",
                        "",
                        "X-Forwarded-Host",
                        "evil.example",
                        "Forwarded",
                        "host=evil.example");

        assertThat(answer.text("/link")).startsWith(SERVER.url("/invitations/")).doesNotContain("evil");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void the_link_is_in_no_table_no_log_and_no_audit_event(CapturedOutput log) {
        var user = invite(COMPANY.freshAddress());
        var copied = copied(user);
        var mailed = mailed(user);
        SERVER.mailbox(address(user)).await(1);

        assertThat(SERVER.everythingStored()).doesNotContain(copied).doesNotContain(mailed);
        assertThat(log.getAll()).doesNotContain(copied).doesNotContain(mailed);
        assertThat(events(user, "invitation.link_copied")).isEqualTo(1);
    }

    @Test
    void until_they_accept_nothing_of_an_account_elsewhere_is_seen() {
        var elsewhere = SERVER.company("marketplace");
        var person = elsewhere.another("marketplace");
        ApiClient.operator()
                .patch(
                        "/organizations/" + elsewhere.slug() + "/users/" + person.id(),
                        "{\"firstName\":\"Secret\",\"lastName\":\"Agent\",\"phone\":{\"countryCode\":\"+49\",\"number\":\"30 901820\"}}");
        var user = invite(person.email());
        var admin = COMPANY.another("administrators").signIn();

        var seen = ApiClient.operator().get("/organizations/" + COMPANY.slug() + "/users/" + user);
        assertThat(seen.text("/displayName")).isEqualTo("Ada Byron");
        assertThat(seen.json().at("/phone").isNull()).isTrue();
        assertThat(seen.text("/emailVerified")).isEqualTo("false");
        assertThat(admin.get(COMPANY.path("/users?search=secret")).body()).doesNotContain("Agent");
        assertThat(admin.get(COMPANY.path("/users/" + user)).body()).doesNotContain("Secret");

        ApiClient.operator()
                .patch("/organizations/" + elsewhere.slug() + "/users/" + person.id(), "{\"firstName\":\"Secretive\"}");
        assertThat(admin.get(COMPANY.path("/users?search=secretive")).body()).doesNotContain("Agent");
    }

    @Test
    void who_declines_stays_unknown_in_the_audit_log_and_on_every_other_page() {
        var elsewhere = SERVER.company("partner");
        var secret = SERVER.bean(Users.class)
                .create(
                        TestServer.OPERATOR,
                        elsewhere.id(),
                        UserDraft.of("Secret Agent", elsewhere.freshAddress()),
                        SERVER.bean(Passwords.class).hash(PASSWORD));
        var theirs = Visitor.of(SERVER).signIn(String.valueOf(secret.email()), PASSWORD);
        var user = invite(String.valueOf(secret.email()));
        var admin = COMPANY.another("administrators").signIn();
        var api = "/organizations/" + COMPANY.slug() + "/users/" + user;

        Visitor.of(SERVER).post(mailedPath(user) + "/decline", Map.of("confirm", "decline"));

        assertThat(status(user)).isEqualTo("declined");
        for (var page :
                List.of("/audit", "/users/" + user, "/users/" + user + "/activity", "/invitations?status=declined")) {
            assertThat(admin.get(COMPANY.path(page)).body())
                    .contains("Ada Byron")
                    .doesNotContain("Agent");
        }
        assertThat(ApiClient.operator().get(api + "/sessions").code()).isEqualTo("not-in-this-status");
        assertThat(ApiClient.operator().delete(api + "/sessions").code()).isEqualTo("not-in-this-status");
        assertThat(theirs.get("/me").status()).isEqualTo(200);
        removals.remove(TestServer.OPERATOR, COMPANY.id(), user);
        assertThat(admin.get(COMPANY.path("/audit")).body())
                .contains("Ada Byron")
                .doesNotContain("Agent");
    }

    @Test
    void home_is_the_first_organization_joined_not_one_that_only_invited() {
        var address = COMPANY.freshAddress();
        var user = invite(address);
        var other = SERVER.company("marketplace");
        SERVER.bean(Users.class)
                .create(TestServer.OPERATOR, other.id(), wanted(address, other.groupWith("marketplace")));
        var path = Objects.requireNonNull(
                links.mailed(links.find(other.id(), user, LinkKind.INVITATION).orElseThrow())
                        .getPath());

        assertThat(accept(path).location()).isEqualTo("/login");
        var theirs = Visitor.of(SERVER).signIn(address, PASSWORD);

        assertThat(home(other, user)).isEqualTo("true");
        assertThat(events(user, "user.signed_in")).isEqualTo(1);
        assertThat(SERVER.bean(JdbcClient.class)
                        .sql("""
                                select count(*) from audit_events
                                 where organization_id = :here and target_id = :user and action = 'user.signed_in'
                                """)
                        .param("here", COMPANY.id().value())
                        .param("user", user.value())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(theirs.post("/me", Map.of("firstName", "Augusta", "lastName", "King"))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void who_is_removed_from_home_is_at_home_where_they_also_belong() {
        var home = SERVER.company("marketplace");
        var person = home.another("marketplace");
        var user = invite(person.email());
        Visitor.of(SERVER).post(mailedPath(user) + "/accept", Map.of("password", Company.PASSWORD));

        removals.remove(TestServer.OPERATOR, home.id(), user);

        assertThat(home(COMPANY, user)).isEqualTo("true");
        assertThat(person.signIn()
                        .post("/me", Map.of("firstName", "Augusta", "lastName", "King"))
                        .status())
                .isEqualTo(303);
    }

    private static String home(Company company, UserId user) {
        return ApiClient.operator()
                .get("/organizations/" + company.slug() + "/users/" + user)
                .text("/home");
    }

    @Test
    void revoking_an_invitation_signs_nobody_out() {
        var person = SERVER.company("marketplace").another("marketplace");
        var theirs = person.signIn();
        var user = invite(person.email());

        removals.revokeInvitation(TestServer.OPERATOR, COMPANY.id(), user);

        assertThat(theirs.get("/me").status()).isEqualTo(200);
    }

    @Test
    void a_copied_link_sets_no_first_password_of_an_account_that_waits_elsewhere() {
        var partner = SERVER.company("partner");
        var waiting = partner.pending("administrator");
        var user = invite(waiting.email());
        var copied = "/invitations/" + copied(user);

        assertThat(Visitor.of(SERVER).get(copied + "/accept").status()).isEqualTo(403);
        assertThat(accept(copied).status()).isEqualTo(403);
        assertThat(SERVER.tryToSignIn(waiting.email(), PASSWORD).status()).isEqualTo(422);

        assertThat(accept(mailedPath(user)).location()).isEqualTo("/login");
        assertThat(SERVER.tryToSignIn(waiting.email(), PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void setting_a_password_elsewhere_leaves_an_invitation_alone() {
        var partner = SERVER.company("partner");
        var person = partner.another("user");
        var user = invite(person.email());

        person.signIn().post("/me/password", Map.of("present", Company.PASSWORD, "password", PASSWORD));

        assertThat(Visitor.of(SERVER)
                        .post(mailedPath(user) + "/accept", Map.of("password", PASSWORD))
                        .location())
                .isEqualTo("/organizations");
    }

    @Test
    void a_user_deactivated_elsewhere_gets_in_here_and_not_there() {
        var workspace = SERVER.company("workspace");
        var person = workspace.quick("member");
        var passwords = SERVER.bean(Passwords.class);
        var self = new Actor.Proven(person.id(), null, "test").requireSelf(person.id());
        passwords.choose(self, person.id(), passwords.hash(PASSWORD), SetBy.OWNER);
        memberships.deactivate(TestServer.OPERATOR, workspace.id(), person.id());
        var user = invite(person.email());

        var joined = Visitor.of(SERVER);
        assertThat(joined.post(mailedPath(user) + "/accept", Map.of("password", PASSWORD))
                        .location())
                .isEqualTo("/organizations");

        assertThat(joined.get(COMPANY.path("")).status()).isEqualTo(303);
        assertThat(joined.get(workspace.path("")).status()).isEqualTo(404);
    }

    @Test
    void a_blocked_account_accepts_nothing() {
        var person = SERVER.company("marketplace").another("marketplace");
        var user = invite(person.email());
        SERVER.bean(JdbcClient.class)
                .sql("update users set blocked_at = now() where id = :user")
                .param("user", person.id().value())
                .update();

        var answer = Visitor.of(SERVER).post(mailedPath(user) + "/accept", Map.of("password", Company.PASSWORD));

        assertThat(answer.status()).isEqualTo(410);
        assertThat(status(user)).isEqualTo("invited");
    }

    @Test
    void guessing_the_password_on_the_page_is_slowed_as_on_the_sign_in_page() {
        var person = SERVER.company("marketplace").another("marketplace");
        var path = mailedPath(invite(person.email())) + "/accept";
        var visitor = Visitor.of(SERVER);
        int status = 0;
        for (int i = 0; i < 12 && status != 429; i++) {
            status = visitor.post(path, Map.of("password", "Wrong-Guess-" + i)).status();
        }

        assertThat(status).isEqualTo(429);
    }

    @Test
    void erasing_a_user_deletes_their_invitations_elsewhere() {
        var appliance = SERVER.company("appliance");
        var person = appliance.quick("ledger_manager");
        var user = invite(person.email());
        var path = mailedPath(user);

        SERVER.bean(Erasures.class).erase(TestServer.OPERATOR, appliance.id(), person.id(), person.email());

        assertThat(Visitor.of(SERVER).get(path).status()).isEqualTo(410);
        assertThat(SERVER.everythingStored()).doesNotContain(person.email());
    }

    @Test
    void an_invitation_is_revoked_also_where_the_policy_removes_nobody() {
        var partner = SERVER.company("partner");
        offerInvitations(partner);
        assertThat(departures(partner)).doesNotContain(Departure.REMOVE);
        var typed = new UserDraft(ProfileInput.of("Eve", partner.freshAddress()), "user", null, "invitation", null);
        var admin = partner.another("administrator");
        var user = SERVER.bean(Users.class)
                .create(admin.actor(), partner.id(), typed)
                .member()
                .id();

        assertThat(refusal(() -> removals.remove(admin.actor(), partner.id(), user)))
                .isEqualTo("forbidden");
        removals.revokeInvitation(admin.actor(), partner.id(), user);

        assertThat(SERVER.bean(Users.class)
                        .create(admin.actor(), partner.id(), typed)
                        .member()
                        .id())
                .isEqualTo(user);
    }

    private static List<Departure> departures(Company company) {
        return List.copyOf(
                SERVER.bean(Organizations.class).get(company.id()).policy().departures());
    }

    private static void offerInvitations(Company company) {
        SERVER.bean(JdbcClient.class)
                .sql("""
                        update organizations
                           set policy = jsonb_set(policy, '{onboarding}', '["email_link", "invitation"]')
                         where id = :here
                        """)
                .param("here", company.id().value())
                .update();
    }

    private static String refusal(Callable<?> deed) {
        try {
            deed.call();
            return "done";
        } catch (ProblemException refused) {
            return refused.problem().code();
        } catch (Exception other) {
            throw new AssertionError(other);
        }
    }

    private UserId invite(String address) {
        return SERVER.bean(Users.class)
                .create(TestServer.OPERATOR, COMPANY.id(), wanted(address, COMPANY.groupWith("marketplace")))
                .member()
                .id();
    }

    private UserId invite(Person inviter, String address, String group) {
        return SERVER.bean(Users.class)
                .create(inviter.actor(), COMPANY.id(), wanted(address, group))
                .member()
                .id();
    }

    private static UserDraft wanted(String address, String group) {
        return new UserDraft(
                ProfileInput.named(address, "Ada", "Byron").withLocale("en"), null, List.of(group), "invitation", null);
    }

    /** The content of the email, without waiting for it. */
    private String mailed(UserId user) {
        return token(links.mailed(link(user)).toString());
    }

    private String mailedPath(UserId user) {
        return "/invitations/" + mailed(user);
    }

    private String copied(UserId user) {
        return token(
                invitations.copyLink(TestServer.OPERATOR, COMPANY.id(), user).toString());
    }

    private static String token(String link) {
        return link.substring(link.lastIndexOf('/') + 1);
    }

    private static Visitor.Answer accept(String path) {
        return Visitor.of(SERVER)
                .post(
                        path + "/accept",
                        Map.of(
                                "firstName",
                                "Ada",
                                "lastName",
                                "Byron",
                                "password",
                                PASSWORD,
                                "again",
                                PASSWORD,
                                "terms",
                                "true"));
    }

    private static String status(UserId user) {
        return SERVER.bean(JdbcClient.class)
                .sql("select status from memberships where organization_id = :here and user_id = :user")
                .param("here", COMPANY.id().value())
                .param("user", user.value())
                .query(String.class)
                .single();
    }

    private static String address(UserId user) {
        return Objects.requireNonNull(SERVER.bean(Users.class)
                .get(TestServer.OPERATOR, COMPANY.id(), user)
                .email());
    }

    private static int events(UserId user, String action) {
        return SERVER.bean(JdbcClient.class)
                .sql("select count(*) from audit_events where target_id = :user and action = :action")
                .param("user", user.value())
                .param("action", action)
                .query(Integer.class)
                .single();
    }
}
