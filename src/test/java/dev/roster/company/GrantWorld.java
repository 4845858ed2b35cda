package dev.roster.company;

import dev.roster.access.Actor;
import dev.roster.access.Authorities;
import dev.roster.access.Authority;
import dev.roster.access.Expected;
import dev.roster.access.Permission;
import dev.roster.company.GrantModel.Firm;
import dev.roster.http.ActorSource.Recognised;
import dev.roster.operator.Accounts;
import dev.roster.organization.NewOrganization;
import dev.roster.people.Joining;
import dev.roster.people.Memberships;
import dev.roster.people.Memberships.AfterRestoring;
import dev.roster.people.RoleAssignments;
import dev.roster.role.Role;
import dev.roster.roles.Roles;
import dev.roster.session.Sessions;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import dev.roster.support.ApiClient;
import dev.roster.support.Company.Person;
import dev.roster.support.TestServer;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** The same agencies, people and companies as in the {@link GrantModel}, in the running server. */
final class GrantWorld {
    private static final int MOST_COMPANIES = 5;

    private final TestServer server;
    private final List<dev.roster.support.Company> agencies = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private final List<Place> companies = new ArrayList<>();
    private final Map<List<Integer>, Actor> early = new HashMap<>();
    private final List<Cookie> cookies = new ArrayList<>();

    private record Place(OrganizationId id, String slug) {}

    GrantWorld(TestServer server, GrantModel model) {
        this.server = server;
        var first = server.company("partner");
        var second = server.company("partner");
        agencies.addAll(List.of(first, second));
        for (var role : List.of("administrator", "administrator", "manager", "manager", "user")) {
            model.seat(0, people.size(), role);
            people.add(first.quick(role));
        }
        for (int guest : List.of(1, 3)) {
            var role = guest == 1 ? "administrator" : "manager";
            second.makeGuest(people.get(guest), role);
            model.seat(1, guest, role);
        }
        link(model, "partner", true);
        link(model, "partner", false);
        // Not every company has the agency's roles: there is no administrator in this one, and a manager may do
        // nothing.
        link(model, "workspace", true);
        database().sql("""
                        update roles set permissions = '{users.view,companies.manage,roles.manage}'
                         where organization_id = :id and key = 'manager'
                        """).param("id", companies.get(1).id().value()).update();
        for (int person = 0; person < people.size(); person++) {
            cookies.add(startSession(person));
            for (int agency = 0; agency < agencies.size(); agency++) {
                early.put(
                        List.of(agency, person),
                        recognise(person, agencies.get(agency).slug())
                                .orElseThrow()
                                .actor());
            }
        }
    }

    private void link(GrantModel model, String preset, boolean administered) {
        var company = server.company(preset);
        if (administered) {
            company.quick(preset.equals("partner") ? "administrator" : "admin");
        }
        bean(Companies.class).link(TestServer.OPERATOR, agencies.getFirst().id(), company.slug());
        companies.add(new Place(company.id(), company.slug()));
        model.link(0, new Firm(Set.copyOf(roles(companies.size() - 1).keySet()), administered));
    }

    /** Creations are limited, and never by the operator, to whom every company is open, inside a linked one. */
    boolean hasRoomFor(GrantDeed deed) {
        return switch (deed.kind()) {
            case CREATE -> companies.size() < MOST_COMPANIES;
            case CREATE_INSIDE -> deed.actor() != GrantModel.OPERATOR;
            default -> true;
        };
    }

    int people() {
        return people.size();
    }

    /** Performs it, or returns the code with which it was refused. */
    @Nullable String attempt(GrantDeed deed) {
        var actor = actor(deed);
        if (actor.isEmpty()) {
            return "unauthenticated";
        }
        try {
            attempt(deed, actor.get());
            return null;
        } catch (ProblemException refused) {
            return refused.problem().code();
        } catch (InvalidException refused) {
            return refused.getMessage();
        }
    }

    private void attempt(GrantDeed deed, Actor who) {
        var here = agencies.get(deed.agency()).id();
        var target = people.get(deed.target()).id();
        var company = companies.get(deed.company());
        switch (deed.kind()) {
            case GRANT -> bean(Grants.class).grant(who, here, target, List.of(company.slug()));
            case REVOKE -> bean(Grants.class).revoke(who, here, target, company.slug());
            case CHANGE_ROLE -> bean(RoleAssignments.class).changeRole(who, here, target, deed.role(), Expected.ANY);
            case DELETE -> bean(Memberships.class).delete(who, here, target, Expected.ANY);
            case RESTORE -> bean(Memberships.class).restore(who, here, target, AfterRestoring.MAIL_NOTHING);
            case SET_PASSWORD ->
                bean(Joining.class).passwordSet(new Actor.Proven(target, here, "test").requireSelf(target), target);
            case BLOCK -> bean(Accounts.class).block(who, target);
            case UNBLOCK -> bean(Accounts.class).unblock(who, target);
            case LINK -> bean(Companies.class).link(who, here, company.slug());
            case UNLINK -> bean(Companies.class).unlink(who, here, company.slug());
            case CREATE -> {
                var made = bean(Companies.class).create(who, here, wanted());
                companies.add(new Place(made.id(), made.slug()));
            }
            case CREATE_INSIDE -> bean(Companies.class).create(who, company.id(), wanted());
        }
    }

    private static NewOrganization wanted() {
        return new NewOrganization("Made", "made-" + UUID.randomUUID(), "partner", null);
    }

    /** As they are recognised now, or were at first; empty if they are not. */
    private Optional<Actor> actor(GrantDeed deed) {
        boolean inside = deed.kind() == GrantDeed.Kind.CREATE_INSIDE;
        if (deed.actor() == GrantModel.OPERATOR) {
            return Optional.of(TestServer.OPERATOR);
        }
        if (deed.late() && !inside) {
            return Optional.ofNullable(early.get(List.of(deed.agency(), deed.actor())));
        }
        var slug = inside
                ? companies.get(deed.company()).slug()
                : agencies.get(deed.agency()).slug();
        return recognise(deed.actor(), slug).map(Recognised::actor);
    }

    Authority authority(int company, int person) {
        return bean(Authorities.class)
                .of(companies.get(company).id(), people.get(person).id());
    }

    OrganizationId agency(int number) {
        return agencies.get(number).id();
    }

    /** What this role permits at home. */
    Set<Permission> permittedAtHome(int agency, String role) {
        return bean(Roles.class)
                .findByKey(agencies.get(agency).id(), role)
                .orElseThrow()
                .permissions();
    }

    /** By key. */
    Map<String, Role> roles(int company) {
        var roles = new HashMap<String, Role>();
        bean(Roles.class).list(companies.get(company).id()).forEach(role -> roles.put(role.key(), role));
        return roles;
    }

    /** The actor of a request for this company, or null. */
    Optional<Recognised> recognise(int person, int company) {
        return recognise(person, companies.get(company).slug());
    }

    private Optional<Recognised> recognise(int person, String slug) {
        var request = new MockHttpServletRequest("GET", "/o/" + slug + "/users");
        request.setCookies(cookies.get(person));
        return bean(Sessions.class).recognise(request, slug);
    }

    /** The answer to a request for the company's list of users. */
    int statusOfUsers(int person, int company) {
        var cookie = cookies.get(person);
        return ApiClient.send(HttpRequest.newBuilder(URI.create(
                                server.url("/o/" + companies.get(company).slug() + "/users")))
                        .header("Cookie", cookie.getName() + "=" + cookie.getValue())
                        .build())
                .status();
    }

    boolean isSignedIn(int person) {
        return !bean(Sessions.class).list(people.get(person).id()).isEmpty();
    }

    /** Without asking for a password: what a session permits is decided on every request. */
    void signInAgain(int person) {
        cookies.set(person, startSession(person));
    }

    private Cookie startSession(int person) {
        UserId user = people.get(person).id();
        var response = new MockHttpServletResponse();
        var self = new Actor.Proven(user, null, "test").requireSelf(user);
        bean(Sessions.class).start(self, user, null, new MockHttpServletRequest(), response);
        return Objects.requireNonNull(response.getCookie("session"));
    }

    /** What a refusal must leave unchanged. */
    List<String> rows() {
        var ids = new ArrayList<UUID>();
        agencies.forEach(agency -> ids.add(agency.id().value()));
        companies.forEach(company -> ids.add(company.id().value()));
        return database()
                .sql("""
                        select concat_ws(' ', 'grant', organization_id, user_id, parent_id, created_at) from grants
                         where organization_id = any (:ids) or parent_id = any (:ids)
                        union all select concat_ws(' ', 'organization', id, parent_id) from organizations
                         where id = any (:ids) or parent_id = any (:ids)
                        union all select concat_ws(' ', 'membership', organization_id, user_id, status, role_id, version)
                          from memberships where organization_id = any (:ids)
                        union all select 'event ' || id from audit_events where organization_id = any (:ids)
                        order by 1
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .query(String.class)
                .list();
    }

    private JdbcClient database() {
        return bean(JdbcClient.class);
    }

    private <T> T bean(Class<T> type) {
        return server.bean(type);
    }
}
