package dev.roster.support;

import dev.roster.access.Actor;
import dev.roster.password.Passwords;
import dev.roster.password.SetBy;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A user who runs the installation and can sign in with {@link Company#PASSWORD}. */
public record Operator(UserId id, String email) {

    /** Another operator. */
    public static Operator of(TestServer server) {
        var id = UserId.next();
        var email = "operator-" + id + "@roster.example";
        server.bean(JdbcClient.class)
                .sql("""
                        with made as (
                            insert into users (id, email, email_key, email_verified_at, operator, created_at)
                            values (:id, :email, :email, :now, true, :now) returning id)
                        insert into profiles (user_id, display_name, locale, time_zone, search)
                        select id, 'Olive Operator', 'en', 'UTC', 'olive operator ' || :email from made
                        """)
                .param("id", id.value())
                .param("email", email)
                .param("now", server.bean(Clock.class).instant().atOffset(ZoneOffset.UTC))
                .update();
        var proven = new Actor.Proven(id, null, "test").requireSelf(id);
        server.bean(Passwords.class).choose(proven, id, Company.hashedPassword(server), SetBy.OWNER);
        return new Operator(id, email);
    }
}
