package dev.roster.membership;

import dev.roster.access.Permit;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.UserId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes the words that the members of an organization are found by: {@code words}, a row for each word of a member, which
 * search reads in the order of names, and {@code dictionary}, each word once, by whose letters it finds words. Both follow from
 * {@code memberships} and are written in the same transaction.
 */
@Repository
public class WordRepository {
    /** The words of a membership {@code m}, each once, given the pattern of a {@code :word}. */
    public static final String WORDS =
            "select distinct found.parts[1] as word from regexp_matches(%s, :word, 'g') as found (parts)"
                    .formatted(WordSearch.SPOKEN);

    /** What {@link #ADDED} reads of a membership. */
    public static final String READ = "organization_id, user_id, listed, sort_name, search, created_at";

    /**
     * Common table expressions that add the words of the memberships {@code shown}. Words that are in the dictionary already
     * are locked, so that nobody takes them out because nobody else has them.
     */
    public static final String ADDED = """
            spoken as materialized (
                select m.organization_id, m.user_id, m.listed, m.sort_name, m.search, m.created_at, w.word
                  from shown m
                 cross join lateral (%s) w
                 where m.listed is not null),
            held as materialized (
                select 1 from (select distinct organization_id, word from spoken) s
                 cross join lateral (
                       select 1 from dictionary d
                        where d.organization_id = s.organization_id and d.word = s.word for key share) d),
            learned as (
                insert into dictionary (organization_id, word)
                select distinct organization_id, word from spoken where (select count(*) from held) >= 0
                on conflict do nothing),
            written as (
                insert into words (organization_id, listed, word, sort_name, user_id, created_at, search)
                select organization_id, listed, word, sort_name, user_id, created_at, search from spoken
                on conflict (organization_id, listed, word, sort_name, user_id) do update
                   set created_at = excluded.created_at, search = excluded.search
                 where words.created_at <> excluded.created_at or words.search <> excluded.search)
            """.formatted(WORDS);

    private final JdbcClient jdbc;

    public WordRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Word(UUID organization, String word) {}

    /** Writes what a user is found by anew, after a change to any of their memberships: names, dates, or which list shows it. */
    @AcrossOrganizations(because = "every organization of a user finds them by their name")
    public void follow(Permit granted, UserId user) {
        var gone = jdbc.sql("""
                        with shown as (
                            select organization_id, user_id, listed, sort_name, search, created_at
                              from memberships where user_id = :user),
                        %s,
                        gone as (
                            delete from words w
                             where w.user_id = :user
                               and not exists (select 1 from spoken s
                                                where s.organization_id = w.organization_id and s.listed = w.listed
                                                  and s.word = w.word and s.sort_name = w.sort_name)
                            returning w.organization_id, w.word)
                        select distinct g.organization_id, g.word from gone g
                         where not exists (select 1 from spoken s
                                            where s.organization_id = g.organization_id and s.word = g.word)
                         order by g.organization_id, g.word
                        """.formatted(ADDED))
                .param("user", user.value())
                .param("word", WordSearch.WORD)
                .query((row, n) -> new Word(row.getObject(1, UUID.class), row.getString(2)))
                .list();
        if (!gone.isEmpty()) {
            forget(gone);
        }
    }

    /** Takes those words out of the dictionary that nobody has any more. Whoever is getting one has it locked until then. */
    private void forget(List<Word> words) {
        for (var sql : List.of("""
                        select 1 from dictionary d
                          join unnest(:organizations::uuid[], :words::text[]) g (organization_id, word)
                            on g.organization_id = d.organization_id and g.word = d.word
                         order by d.organization_id, d.word
                           for update of d
                        """, """
                        delete from dictionary d
                         where (d.organization_id, d.word) in (select * from unnest(:organizations::uuid[], :words::text[]))
                           and not exists (select 1 from words w
                                            where w.organization_id = d.organization_id and w.listed in (true, false)
                                              and w.word = d.word)
                        returning 1
                        """)) {
            jdbc.sql(sql)
                    .param(
                            "organizations",
                            words.stream().map(Word::organization).toArray(UUID[]::new))
                    .param("words", words.stream().map(Word::word).toArray(String[]::new))
                    .query(Integer.class)
                    .list();
        }
    }
}
