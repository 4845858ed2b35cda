package dev.roster.support;

import dev.roster.access.Actor;
import dev.roster.access.Authorities;
import dev.roster.access.Permit;
import dev.roster.company.Grants;
import dev.roster.creation.UserDraft;
import dev.roster.groups.Groups;
import dev.roster.groups.NewGroup;
import dev.roster.membership.WordRepository;
import dev.roster.membership.WordSearch;
import dev.roster.organization.Organization;
import dev.roster.password.HashedPassword;
import dev.roster.password.Passwords;
import dev.roster.password.SetBy;
import dev.roster.people.Joining;
import dev.roster.people.Users;
import dev.roster.person.ProfileInput;
import dev.roster.shared.Ids;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A test's own organization, with users created on demand. */
public final class Company {
    /** Passes every preset's rule. */
    public static final String PASSWORD = "Plum-Kettle-42!";

    private static @Nullable HashedPassword hashedPassword;

    private final TestServer server;
    private final Organization organization;
    private final AtomicInteger people = new AtomicInteger();
    private final Map<String, Person> byRole = new ConcurrentHashMap<>();
    private final Map<UserId, Visitor> signedIn = new ConcurrentHashMap<>();

    Company(TestServer server, Organization organization) {
        this.server = server;
        this.organization = organization;
    }

    /** A user of this company who can sign in with {@link #PASSWORD}. */
    public record Person(Company company, UserId id, String name, String email) {
        /** A simulated browser in which they are signed in. */
        public Visitor signIn() {
            return Visitor.of(company.server).signIn(email, PASSWORD);
        }

        /** The same one at every call: signing in more often than ten times in ten minutes would be slowed down. */
        public Visitor visitor() {
            return company.signedIn.computeIfAbsent(id, first -> signIn());
        }

        /** The actor of a request they make now, with their current rights. */
        public Actor.SignedIn actor() {
            var authority = company.server.bean(Authorities.class).of(company.id(), id);
            return new Actor.SignedIn(id, Ids.next(), name, "en", "UTC", false, false, false, authority);
        }
    }

    /** {@link #PASSWORD} as it is stored, the same for everyone: hashing it takes a tenth of a second. */
    public static synchronized HashedPassword hashedPassword(TestServer server) {
        if (hashedPassword == null) {
            hashedPassword = server.bean(Passwords.class).hash(PASSWORD);
        }
        return hashedPassword;
    }

    public OrganizationId id() {
        return organization.id();
    }

    public String slug() {
        return organization.slug();
    }

    public String name() {
        return organization.name();
    }

    public String preset() {
        return organization.preset();
    }

    /** The path of one of the company's console pages. */
    public String path(String rest) {
        return "/o/" + slug() + rest;
    }

    /** An unused address. */
    public String freshAddress() {
        return "person" + people.incrementAndGet() + "@" + slug() + ".example";
    }

    /** The first user with a role, the same at every call. */
    public Person person(String role) {
        return byRole.computeIfAbsent(role, this::another);
    }

    /** The browser in which the first user with a role is signed in. */
    public Visitor visitor(String role) {
        return person(role).visitor();
    }

    /** A program with a new token with this role. */
    public ApiClient client(String role) {
        return ApiClient.of(slug(), role);
    }

    /** Another active user with a role; if groups carry the roles, in a group that carries only this one. */
    public Person another(String role) {
        if (hasGroups()) {
            return inGroups(groupWith(role));
        }
        var person = pending(role);
        setPassword(person);
        return person;
    }

    /** Another user with a role, active but without a password: created quickly, to be acted on. */
    public Person quick(String role) {
        if (hasGroups()) {
            return inGroups(groupWith(role));
        }
        var person = pending(role);
        server.bean(Joining.class).passwordSet(proven(person), person.id());
        return person;
    }

    /** As {@link Users#create} leaves them: without a password yet if passwords are set through emails. */
    public Person pending(String role) {
        var address = freshAddress();
        var name = "Person " + people.get() + " " + role;
        var password = preset().equals("appliance") ? PASSWORD : null;
        var typed = new UserDraft(
                ProfileInput.NOTHING
                        .withEmail(address)
                        .withUsername(address.replace('@', '.'))
                        .withDisplayName(name)
                        .withNames("Person", role + people.get()),
                role,
                null,
                null,
                password);
        var created = server.bean(Users.class).create(TestServer.OPERATOR, id(), typed);
        return new Person(this, created.member().id(), created.member().displayName(), address);
    }

    /** Another user in these groups, ids or names, active and with {@link #PASSWORD}. */
    public Person inGroups(String... groups) {
        var address = freshAddress();
        var typed = new UserDraft(
                ProfileInput.named(address, "Person", "Number" + people.get()), null, List.of(groups), null, null);
        var hashed = hashedPassword(server);
        var created = server.bean(Users.class).create(TestServer.OPERATOR, id(), typed, hashed);
        var person = new Person(this, created.id(), created.displayName(), address);
        server.bean(Passwords.class).choose(proven(person), person.id(), hashed, SetBy.OWNER);
        return person;
    }

    /** The name of a group that carries this role and no other; "administrators" is the one with all of them. */
    public String groupWith(String role) {
        if (role.equals("administrators")) {
            return "Administrators";
        }
        var groups = server.bean(Groups.class);
        var name = "Only " + role;
        if (groups.find(id(), name).isEmpty()) {
            groups.create(TestServer.OPERATOR, id(), new NewGroup(name, "", List.of(role), Set.of()));
        }
        return name;
    }

    private boolean hasGroups() {
        return organization.policy().newUser().groups();
    }

    /** Grants a linked company to a user of this company. */
    public void grant(Person person, Company linked) {
        server.bean(Grants.class).grant(TestServer.OPERATOR, id(), person.id(), List.of(linked.slug()));
    }

    /** Adds a user whose account belongs to another company. */
    public void makeGuest(Person person, String role) {
        server.bean(JdbcClient.class)
                .sql("""
                        insert into memberships (organization_id, user_id, status, role_id, onboarding, sort_name,
                                                 search, created_at, joined_at, status_changed_at)
                        select r.organization_id, m.user_id, 'active', r.id, m.onboarding, m.sort_name, m.search,
                               now(), now(), now()
                          from memberships m join roles r on r.organization_id = :here and r.key = :role
                         where m.user_id = :user
                        """)
                .param("here", id().value())
                .param("role", role)
                .param("user", person.id().value())
                .update();
        writeWords();
    }

    /** Writes what users are found by whom a test has inserted itself. */
    public void writeWords() {
        server.bean(JdbcClient.class)
                .sql("with shown as (select %s from memberships where organization_id = :here), %s select 1"
                        .formatted(WordRepository.READ, WordRepository.ADDED))
                .param("here", id().value())
                .param("word", WordSearch.WORD)
                .query(Integer.class)
                .single();
    }

    /** Does what following the emailed link does, without the email. */
    public void setPassword(String user) {
        setPassword(new Person(this, new UserId(UUID.fromString(user)), "", ""));
    }

    /** The same. */
    private void setPassword(Person person) {
        var passwords = server.bean(Passwords.class);
        passwords.choose(proven(person), person.id(), hashedPassword(server), SetBy.OWNER);
        server.bean(Joining.class).passwordSet(proven(person), person.id());
    }

    private Permit proven(Person person) {
        return new Actor.Proven(person.id(), id(), "test").requireSelf(person.id());
    }
}
