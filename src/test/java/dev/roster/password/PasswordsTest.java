package dev.roster.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Actor;
import dev.roster.access.Permit;
import dev.roster.shared.UserId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class PasswordsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T14:05:00Z");
    private static final Permit GRANTED = new Actor.Job("test").requireOperator();

    private static final EmbeddedPostgres POSTGRES = started();
    private static final JdbcClient DATABASE = JdbcClient.create(POSTGRES.getPostgresDatabase());

    private final PasswordRepository repository = new PasswordRepository(DATABASE);
    private final Passwords passwords =
            new Passwords(repository, new PasswordHasher(new HashingThreads()), Clock.fixed(NOW, ZoneOffset.UTC));
    private final UserId ada = someUser();

    @AfterAll
    static void stop() throws Exception {
        POSTGRES.close();
    }

    @Test
    void a_password_verifies_until_another_is_set() {
        passwords.give(GRANTED, ada, passwords.hash("violet kettle"), true);
        assertThat(passwords.verify(ada, "violet kettle")).isTrue();
        assertThat(passwords.find(ada)).hasValueSatisfying(stored -> {
            assertThat(stored.mustChange()).isTrue();
            assertThat(stored.setAt()).isEqualTo(NOW);
        });

        passwords.choose(GRANTED, ada, passwords.hash("marches upward"), SetBy.OWNER);
        assertThat(passwords.verify(ada, "violet kettle")).isFalse();
        assertThat(passwords.verify(ada, "marches upward")).isTrue();
        assertThat(passwords.find(ada).orElseThrow().mustChange()).isFalse();
    }

    @Test
    void without_a_password_nothing_verifies() {
        assertThat(passwords.verify(ada, "violet kettle")).isFalse();

        passwords.choose(GRANTED, ada, passwords.hash("violet kettle"), SetBy.OWNER);
        passwords.drop(GRANTED, ada);
        assertThat(passwords.find(ada)).isEmpty();
        assertThat(passwords.verify(ada, "violet kettle")).isFalse();
    }

    @Test
    void a_weaker_hash_is_upgraded_by_the_right_password_only() {
        repository.store(GRANTED, ada, weaker("violet kettle"), SetBy.OTHERS, true, NOW.minusSeconds(60));

        assertThat(passwords.verify(ada, "wrong")).isFalse();
        assertThat(passwords.find(ada).orElseThrow().hashed().phc()).contains("m=8192");

        assertThat(passwords.verify(ada, "violet kettle")).isTrue();
        var upgraded = passwords.find(ada).orElseThrow();
        assertThat(upgraded.hashed().phc()).contains("m=19456");
        assertThat(upgraded.mustChange()).isTrue();
        assertThat(upgraded.setAt()).isEqualTo(NOW.minusSeconds(60));
        assertThat(passwords.verify(ada, "violet kettle")).isTrue();
    }

    @Test
    void an_upgrade_never_brings_back_a_password_that_was_changed_meanwhile() {
        repository.store(GRANTED, ada, weaker("violet kettle"), SetBy.OWNER, false, NOW);
        var seen = passwords.find(ada).orElseThrow();
        passwords.choose(GRANTED, ada, passwords.hash("marches upward"), SetBy.OWNER);

        assertThat(passwords.check(Optional.of(seen), "violet kettle").right()).isTrue();
        assertThat(passwords.verify(ada, "violet kettle")).isFalse();
        assertThat(passwords.verify(ada, "marches upward")).isTrue();
    }

    private static EmbeddedPostgres started() {
        try {
            var postgres = EmbeddedPostgres.start();
            Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
            return postgres;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static HashedPassword weaker(String password) {
        return new HashedPassword(new Argon2PasswordEncoder(16, 32, 1, 8 * 1024, 2).encode(password));
    }

    private static UserId someUser() {
        var user = UserId.next();
        DATABASE.sql("""
                insert into users (id, created_at) values (:user, now())
                """).param("user", user.value()).update();
        return user;
    }
}
