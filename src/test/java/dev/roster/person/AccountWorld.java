package dev.roster.person;

import dev.roster.access.Actor;
import dev.roster.access.Authorities;
import dev.roster.access.Expected;
import dev.roster.creation.UserDraft;
import dev.roster.credentials.AddressChanges;
import dev.roster.credentials.MemberPasswords;
import dev.roster.erasure.Erasures;
import dev.roster.link.LinkKind;
import dev.roster.link.Links;
import dev.roster.password.Passwords;
import dev.roster.password.SetBy;
import dev.roster.people.Memberships;
import dev.roster.people.Profiles;
import dev.roster.people.Removals;
import dev.roster.people.Users;
import dev.roster.profile.OwnAccount;
import dev.roster.shared.Ids;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import dev.roster.support.Company;
import dev.roster.support.Operator;
import dev.roster.support.TestServer;
import dev.roster.support.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The organizations, administrators and people of one run, and the actions actually performed on them. */
final class AccountWorld {
    private static final String OWN = "Tidal-Violet-81!";

    private final TestServer server;
    private final List<Company> companies = new ArrayList<>();
    private final List<UserId> administrators = new ArrayList<>();
    private final List<Known> known = new ArrayList<>();
    private final @Nullable UserId[] users = new UserId[AccountModel.PEOPLE];
    private final String[] addresses = new String[AccountModel.PEOPLE];

    /** A password of an account, and the administrator who was given it. */
    private record Known(int actor, int person, UserId user, String password) {}

    AccountWorld(TestServer server) {
        this.server = server;
        for (int o = 0; o < AccountModel.ORGANIZATIONS; o++) {
            companies.add(AccountControlTest.offeringEverything());
        }
        for (var administers : AccountModel.ADMINISTRATORS) {
            var organizations = administers.stream().sorted().toList();
            var person = companies.get(organizations.getFirst()).quick("admin");
            organizations.stream().skip(1).forEach(o -> companies.get(o).makeGuest(person, "admin"));
            administrators.add(person.id());
        }
        for (int person = 0; person < AccountModel.PEOPLE; person++) {
            addresses[person] = companies.getFirst().freshAddress();
        }
        var operator = Operator.of(server);
        users[AccountModel.OPERATOR] = operator.id();
        addresses[AccountModel.OPERATOR] = operator.email();
    }

    /** @return why it was refused, or null if it was done */
    @Nullable String attempt(AccountDeed deed, AccountModel model) {
        try {
            carryOut(deed, model);
            return null;
        } catch (ProblemException refused) {
            return refused.problem().code();
        }
    }

    private void carryOut(AccountDeed deed, AccountModel model) {
        int person = deed.person();
        var here = companies.get(deed.organization()).id();
        switch (deed.kind()) {
            case CREATE, INVITE -> create(deed, here);
            case GENERATE_PASSWORD -> {
                var password = server.bean(MemberPasswords.class).generate(actor(deed, here), here, user(person));
                known.add(new Known(deed.actor(), person, user(person), password));
            }
            case CHANGE_ADDRESS -> {
                var address = companies.getFirst().freshAddress();
                server.bean(AddressChanges.class).change(actor(deed, here), here, user(person), address, Expected.ANY);
                addresses[person] = address;
            }
            case EDIT_PROFILE ->
                server.bean(Profiles.class)
                        .edit(
                                actor(deed, here),
                                here,
                                user(person),
                                ProfileInput.NOTHING
                                        .withNames("Edited", "Byron")
                                        .withLocale("en"),
                                Expected.ANY);
            case ERASE -> {
                server.bean(Erasures.class).erase(actor(deed, here), here, user(person), addresses[person]);
                if (isErased(user(person))) {
                    users[person] = null;
                    addresses[person] = companies.getFirst().freshAddress();
                }
            }
            case DELETE -> server.bean(Memberships.class).delete(actor(deed, here), here, user(person), Expected.ANY);
            case REMOVE -> server.bean(Removals.class).remove(actor(deed, here), here, user(person));
            case JOIN -> join(person, here, model.hasOwnPassword(person));
            case RESET_PASSWORD -> {
                var passwords = server.bean(Passwords.class);
                var self = new Actor.Proven(user(person), null, "test").requireSelf(user(person));
                passwords.choose(self, user(person), passwords.hash(ownPassword(person)), SetBy.OWNER);
            }
            case GIVE -> server.bean(OwnAccount.class).give(themselves(person));
            case TAKE_BACK -> server.bean(OwnAccount.class).takeBack(themselves(person));
        }
    }

    private void create(AccountDeed deed, OrganizationId here) {
        int person = deed.person();
        var onboarding = deed.kind() == AccountDeed.Kind.INVITE ? "invitation" : "generated_password";
        var typed = new UserDraft(
                ProfileInput.named(addresses[person], "Ada", "Byron").withLocale("en"),
                "member",
                null,
                onboarding,
                null);
        var created = server.bean(Users.class).create(actor(deed, here), here, typed);
        users[person] = created.member().id();
        Optional.ofNullable(created.generatedPassword())
                .ifPresent(password -> known.add(new Known(deed.actor(), person, user(person), password)));
    }

    private static String ownPassword(int person) {
        return person == AccountModel.OPERATOR ? Company.PASSWORD : OWN;
    }

    private void join(int person, OrganizationId here, boolean ownPassword) {
        var links = server.bean(Links.class);
        var link =
                links.mailed(links.find(here, user(person), LinkKind.INVITATION).orElseThrow());
        var fields = ownPassword
                ? Map.of("password", ownPassword(person))
                : Map.of("firstName", "Ada", "lastName", "Byron", "password", OWN, "again", OWN, "terms", "true");
        var answer = Visitor.of(server).post(link.getPath() + "/accept", fields);
        if (answer.status() != 303) {
            throw new AssertionError("joining was answered with " + answer.status() + ": " + answer.sentence());
        }
    }

    /** Of all passwords that administrators were given, those that open the account to someone who must not have it. */
    List<String> intrusions(AccountModel model) {
        var passwords = server.bean(Passwords.class);
        return known.stream()
                .filter(k -> k.user().equals(users[k.person()]))
                .filter(k -> !model.mayKnowPassword(k.actor(), k.person()))
                .filter(k -> passwords.verify(k.user(), k.password()))
                .map(k -> "administrator " + k.actor() + " can sign in as person " + k.person())
                .toList();
    }

    /** Everything about an account that an organization may not touch: address, names, password, whether it is erased. */
    String account(int person) {
        return users[person] == null
                ? "none"
                : server.bean(JdbcClient.class)
                        .sql("""
                                select concat_ws(' ', email, first_name, erased_at, operator, managed_by,
                                                 (select hash from passwords p where p.user_id = u.id))
                                  from people u where id = :user
                                """)
                        .param("user", user(person).value())
                        .query(String.class)
                        .single();
    }

    /** The person's home, or -1. */
    int home(int person) {
        return users[person] == null
                ? -1
                : server.bean(JdbcClient.class)
                        .sql(
                                "select home_organization_id from users where id = :user and home_organization_id is not null")
                        .param("user", user(person).value())
                        .query((row, n) -> new OrganizationId(row.getObject(1, UUID.class)))
                        .optional()
                        .map(home ->
                                companies.stream().map(Company::id).toList().indexOf(home))
                        .orElse(-1);
    }

    private boolean isErased(UserId user) {
        return server.bean(JdbcClient.class)
                .sql("select erased_at is not null from users where id = :user")
                .param("user", user.value())
                .query(Boolean.class)
                .single();
    }

    private Actor actor(AccountDeed deed, OrganizationId here) {
        return signedIn(administrators.get(deed.actor()), here);
    }

    private Actor.SignedIn themselves(int person) {
        return signedIn(user(person), companies.getFirst().id());
    }

    private Actor.SignedIn signedIn(UserId user, OrganizationId here) {
        var authority = server.bean(Authorities.class).of(here, user);
        return new Actor.SignedIn(user, Ids.next(), "Somebody", "en", "UTC", false, false, false, authority);
    }

    private UserId user(int person) {
        return Objects.requireNonNull(users[person]);
    }
}
