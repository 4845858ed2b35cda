package dev.roster.walkthrough;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.creation.UserDraft;
import dev.roster.groups.Groups;
import dev.roster.link.LinkKind;
import dev.roster.link.Links;
import dev.roster.password.Passwords;
import dev.roster.password.SetBy;
import dev.roster.people.Memberships;
import dev.roster.people.RoleAssignments;
import dev.roster.people.Users;
import dev.roster.person.ProfileInput;
import dev.roster.shared.GroupId;
import dev.roster.shared.UserId;
import dev.roster.support.Browser;
import dev.roster.support.Browser.Window;
import dev.roster.support.Company;
import dev.roster.support.Operator;
import dev.roster.support.TestServer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A company full of people and all viewers of its pages, each in a window of their own. */
final class ConsoleCast {
    private static final String[] FIRST = {
        "Ada", "Boris", "Chiara", "Daniel", "Elif", "Farid", "Greta", "Henrik", "Imani", "Jonas", "Kaveh"
    };
    private static final String[] LAST = {"Okafor", "Lindqvist", "Marino", "Weiß", "Nakamura", "von Hohenfels-Sörensen"
    };
    private static final String[] ROLES = {"user", "user", "read_only", "manager"};

    final TestServer server = TestServer.get();
    final Company agency = named("partner", "Northwind Agency");
    final Company workspace = named("workspace", "Bluebird Shoes");
    final Company marketplace = named("marketplace", "Meridian Cloud");
    final Company appliance = named("appliance", "Cellar Works");
    final Company empty = named("partner", "Fern Studio");
    final Company linked = server.linkedTo(agency, "Bluebird Shoes");
    final Window nobody = Browser.get().open(server);
    final Window administrator = Browser.get().open(server);
    final Window readOnly = Browser.get().open(server);
    final Window admin = Browser.get().open(server);
    final Window systemAdmin = Browser.get().open(server);
    final Window operator = Browser.get().open(server);
    final Window accessManager = Browser.get().open(server);
    final UserId invited;
    final UserId late;
    final GroupId group;
    final UserId member;
    final UserId pending;
    final UserId deleted;
    final UserId clerk;
    final String pendingAddress;
    final String deletedAddress;

    ConsoleCast() {
        for (int i = 0; i < 56; i++) {
            var name = FIRST[i % FIRST.length] + " " + LAST[i % LAST.length];
            create(agency, name, agency.freshAddress(), ROLES[i % ROLES.length]);
        }
        deletedAddress = agency.freshAddress();
        deleted = create(agency, "Dorothea Departed", deletedAddress, "user");
        server.bean(Memberships.class).delete(TestServer.OPERATOR, agency.id(), deleted, Expected.ANY);
        var somebody = agency.another("user");
        member = somebody.id();
        var waiting = agency.pending("read_only");
        pending = waiting.id();
        pendingAddress = waiting.email();
        server.bean(RoleAssignments.class)
                .changeRole(TestServer.OPERATOR, agency.id(), member, "manager", Expected.ANY);
        somebody.signIn();
        var boss = agency.person("administrator");
        server.linkedTo(agency, "Larkspur Books");
        agency.grant(boss, linked);
        agency.grant(somebody, linked);
        linked.another("administrator");
        workspace.makeGuest(boss, "member");
        boss.signIn();
        administrator.signIn(boss);
        readOnly.signIn(agency.person("read_only"));
        admin.signIn(workspace.person("admin"));
        systemAdmin.signIn(applianceAdministrator());
        clerk = appliance.quick("ledger_manager").id();
        accessManager.signIn(marketplace.person("administrators"));
        for (var role : List.of("marketplace", "account_management", "access_management")) {
            marketplace.quick(role);
        }
        group = server.bean(Groups.class)
                .find(marketplace.id(), marketplace.groupWith("marketplace"))
                .orElseThrow()
                .id();
        invited = invite(marketplace.freshAddress());
        late = invite(marketplace.freshAddress());
        expire(late);
        countDays(agency);
        countDays(marketplace);
        operator.signIn(Operator.of(server).email(), Company.PASSWORD);
    }

    private UserId invite(String address) {
        var typed = new UserDraft(
                ProfileInput.named(address, "Ada", "Byron").withLocale("en"),
                null,
                List.of(group.toString()),
                "invitation",
                null);
        return server.bean(Users.class)
                .create(marketplace.person("administrators").actor(), marketplace.id(), typed)
                .member()
                .id();
    }

    /** The path of an invited user's emailed link. */
    String invitationPath() {
        return invitationPath(invited);
    }

    String invitationPath(UserId user) {
        var links = server.bean(Links.class);
        return Objects.requireNonNull(links.mailed(
                        links.find(marketplace.id(), user, LinkKind.INVITATION).orElseThrow())
                .getPath());
    }

    private void expire(UserId user) {
        server.bean(JdbcClient.class)
                .sql(
                        "update links set expires_at = now() - interval '1 day' where organization_id = :here and user_id = :user")
                .param("here", marketplace.id().value())
                .param("user", user.value())
                .update();
    }

    /** A month of figures, as they are counted every night. */
    private void countDays(Company company) {
        server.bean(JdbcClient.class)
                .sql("""
                        insert into daily_figures (organization_id, day, figure, number)
                        select :here, current_date - d, f.figure, greatest(0, f.start + (f.slope * (30 - d)) + (d * 7 % 5))
                          from generate_series(1, 29) d,
                               (values ('status.active', 20, 1), ('status.pending', 6, 0), ('status.invited', 3, 0),
                                       ('status.inactive', 1, 0), ('sign_ins', 14, 0), ('failed_sign_ins', 1, 0))
                                   f (figure, start, slope)
                        on conflict do nothing
                        """)
                .param("here", company.id().value())
                .update();
    }

    String userPath(UserId user, String rest) {
        return agency.path("/users/" + user + rest);
    }

    private Company named(String preset, String name) {
        var slug = name.toLowerCase(Locale.ROOT).replace(' ', '-') + "-" + Long.toString(System.nanoTime(), 36);
        return server.company(preset, name, slug);
    }

    private UserId create(Company company, String name, String address, String role) {
        var typed = UserDraft.of(name, address).withRole(role);
        return server.bean(Users.class)
                .create(TestServer.OPERATOR, company.id(), typed)
                .member()
                .id();
    }

    /** Accounts there get a typed first password that must be changed; this one already is the user's own. */
    private Company.Person applianceAdministrator() {
        var address = appliance.freshAddress();
        var typed = new UserDraft(
                ProfileInput.NOTHING
                        .withEmail(address)
                        .withUsername("sam." + appliance.slug())
                        .withNames("Sam", "Ota"),
                "system_admin",
                null,
                null,
                Company.PASSWORD);
        var made = server.bean(Users.class)
                .create(TestServer.OPERATOR, appliance.id(), typed)
                .member();
        var proven = new Actor.Proven(made.id(), appliance.id(), "test").requireSelf(made.id());
        var passwords = server.bean(Passwords.class);
        passwords.choose(proven, made.id(), Company.hashedPassword(server), SetBy.OWNER);
        return new Company.Person(appliance, made.id(), made.displayName(), address);
    }
}
