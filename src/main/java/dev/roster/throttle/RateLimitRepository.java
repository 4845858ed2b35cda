package dev.roster.throttle;

import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.Deferred;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The budgets of the generic cell rate algorithm (ITU-T I.371): for each, only the time at which it is full again. An attempt
 * moves that time on by its share of the refill, and is refused if the time would then be further away than a whole refill.
 */
@Repository
class RateLimitRepository {
    private static final String WHY = "attempts count for an account, a source or a mailbox, wherever they are made";

    private final JdbcClient jdbc;

    RateLimitRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A budget of which something is taken.
     *
     * @param step the seconds by which one attempt moves the time on
     * @param refill the seconds that an empty budget takes to be full again
     */
    record Budget(String id, double step, double refill) {}

    /**
     * Takes one attempt of each budget that has one left.
     *
     * @return the ids of those that had
     */
    @AcrossOrganizations(because = WHY)
    Set<String> take(List<Budget> budgets, Instant now) {
        return jdbc.sql("""
                        insert into rate_limits as l (id, full_at)
                        select id, :now + make_interval(secs => step)
                          from unnest(:ids::text[], :steps::float8[]) b (id, step) order by id
                        on conflict (id) do update
                           set full_at = greatest(l.full_at, :now) + (excluded.full_at - :now)
                         where greatest(l.full_at, :now) + (excluded.full_at - :now)
                               <= :now + make_interval(secs => (
                                      select refill from unnest(:ids::text[], :refills::float8[]) r (id, refill)
                                       where r.id = l.id))
                        returning id
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("ids", ids(budgets))
                .param("steps", seconds(budgets, Budget::step))
                .param("refills", seconds(budgets, Budget::refill))
                .query(String.class)
                .set();
    }

    /** Returns one attempt to each of these; in the caller's transaction, if there is one. */
    @AcrossOrganizations(because = WHY)
    void giveBack(List<Budget> budgets) {
        jdbc.sql(Deferred.sql("""
                update rate_limits l set full_at = full_at - make_interval(secs => step)
                  from unnest(:ids::text[], :steps::float8[]) b (id, step) where l.id = b.id
                """))
                .param("ids", ids(budgets))
                .param("steps", seconds(budgets, Budget::step))
                .update();
    }

    /** When the budget is full again. */
    @AcrossOrganizations(because = WHY)
    Instant fullAt(String id) {
        return jdbc.sql("select full_at from rate_limits where id = :id")
                .param("id", id)
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .single();
    }

    /** Deletes budgets that are full. */
    @AcrossOrganizations(because = WHY)
    void deleteFull(Instant now) {
        jdbc.sql("delete from rate_limits where full_at < :now")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String[] ids(List<Budget> budgets) {
        return budgets.stream().map(Budget::id).toArray(String[]::new);
    }

    private static Double[] seconds(List<Budget> budgets, ToDoubleFunction<Budget> some) {
        return budgets.stream().map(some::applyAsDouble).toArray(Double[]::new);
    }
}
