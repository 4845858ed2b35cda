package dev.roster.membership;

import dev.roster.shared.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What is typed to find people, as SQL. Several words find those who have all of them, in any order. A word of one or two
 * letters finds those who have a word in their name that begins with it, or contains it in a script without blanks between
 * words. A longer one finds those whose name, address or username contains it. A search without any letter or digit finds no one.
 *
 * <p>This class and {@link WordRepository}, which writes what people are found by, are the only ones that know what a word is.
 */
public final class WordSearch {
    /**
     * A word, as a pattern for Java and PostgreSQL: what is between blanks and ASCII punctuation, and all that follows an
     * {@code @}, so that a domain is one word.
     */
    public static final String WORD = "@[^ ]+|[^ -/:-@\\u005B-\\u0060{-~]+";

    /** What is between words: blanks and ASCII punctuation. */
    private static final String BETWEEN = "[ -/:-@\\u005B-\\u0060{-~]";

    /** What {@link #WORD} is written from: the words of the name on their own, too, whatever is between them. */
    static final String SPOKEN = "replace(m.sort_name, '@', ' ') || ' ' || m.search";

    private static final Pattern WORDS = Pattern.compile(WORD);
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    /** Punctuation around a word, such as the comma of {@code Lovelace, Ada}; an {@code @} means something. */
    private static final Pattern AROUND = Pattern.compile("^[ -/:-?\\u005B-\\u0060{-~]+|[ -/:-?\\u005B-\\u0060{-~]+$");

    /** Sorts after every continuation of a word. */
    private static final String END = Character.toString(Character.MAX_CODE_POINT);

    private static final int SHORT = 3;

    /** The number of words whose people are counted, in order to begin with the word of the fewest. */
    private static final int COMPARED = 3;

    /** Where counting stops. */
    private static final int COUNTED = 5_000;

    private final List<String> conditions = new ArrayList<>();
    private final List<Clue> clues = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    /** Whether everyone who has a word that is sought matches. */
    private final boolean saysAll;

    /**
     * Which words of the dictionary a match has at least one of.
     *
     * @param words a select of them
     * @param rank the lower, the fewer people it is likely to leave
     * @param saysAll whether, the other way round, everyone who has one of them has what was typed
     */
    private record Clue(String words, int rank, boolean saysAll) {}

    public WordSearch(String typed) {
        for (var word : words(typed)) {
            read(word, pieces(word));
        }
        clues.sort(Comparator.comparingInt(Clue::rank));
        saysAll = conditions.size() == 1 && clues.getFirst().saysAll();
    }

    /** The words of what is typed, folded, without the punctuation around them. */
    public static List<String> words(String typed) {
        return BLANKS.splitAsStream(Text.folded(typed))
                .map(part -> AROUND.matcher(part).replaceAll(""))
                .filter(word -> !pieces(word).isEmpty())
                .toList();
    }

    /** Whether a match may have the word within another; if not, one of its words begins with it. */
    public static boolean mayBeWithin(String word) {
        return length(word) >= SHORT || Text.isWithoutBlanks(word.codePointAt(0));
    }

    private static List<String> pieces(String word) {
        return WORDS.matcher(word).results().map(MatchResult::group).toList();
    }

    private void read(String word, List<String> pieces) {
        if (length(word) < SHORT) {
            var beginning = word.replace("@", "");
            if (mayBeWithin(beginning)) {
                // Names within names are among the words, so it need not begin one.
                conditions.add("%1$s.search like " + bound("%" + Text.literal(beginning) + "%"));
                clues.add(beginning(beginning));
                return;
            }
            // The first three decide almost everything, and cost a fraction of the pattern.
            conditions.add(
                    "%%1$s.sort_name like %s and (%%1$s.sort_name like %s or %%1$s.sort_name like %s or %%1$s.sort_name ~ %s)"
                            .formatted(
                                    bound("%" + Text.literal(beginning) + "%"),
                                    bound(Text.literal(beginning) + "%"),
                                    bound("% " + Text.literal(beginning) + "%"),
                                    bound(BETWEEN + beginning)));
            clues.add(beginning(beginning));
            return;
        }
        var contained = bound("%" + Text.literal(word) + "%");
        conditions.add("%1$s.search like " + contained);
        int found = clues.size();
        for (int i = 0; i < pieces.size(); i++) {
            var piece = pieces.get(i);
            if (piece.startsWith("@")) {
                clues.add(beginning(piece));
            } else if (length(piece) >= SHORT) {
                // A function plans for the letters at hand: without them, PostgreSQL takes the organization for a small
                // one.
                clues.add(new Clue(
                        "select d.word from words_containing(:organization, %s) as d (word)"
                                .formatted(bound("%" + Text.literal(piece) + "%")),
                        -length(piece),
                        piece.equals(word)));
            } else if (i > 0 && word.indexOf('@') >= 0) {
                // Between punctuation and before an @: not within a domain, so a word of its own.
                clues.add(new Clue(dictionary("d.word = " + bound(piece)), -length(piece), false));
            }
        }
        if (clues.size() == found) {
            // Something like "j.d": its end begins a word, or all of it is within a domain.
            var last = beginning(pieces.getLast());
            clues.add(new Clue(
                    last.words() + " union "
                            + dictionary("d.word >= '@' and d.word < 'A' and d.word like " + contained),
                    last.rank(),
                    false));
        }
    }

    /** Domains come last: in most organizations, everyone has the same. */
    private Clue beginning(String word) {
        return new Clue(
                dictionary("d.word >= %s and d.word < %s".formatted(bound(word), bound(word + END))),
                word.startsWith("@") ? 1 : -length(word),
                false);
    }

    private String bound(String value) {
        var name = "word" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private boolean findsNobody() {
        return clues.isEmpty();
    }

    /** What the conditions refer to by name. */
    public Map<String, Object> parameters() {
        return parameters;
    }

    /** The condition on a row of {@code words} or {@code memberships}, by its alias. */
    public String matches(String alias) {
        return findsNobody() ? "false" : String.join(" and ", conditions).formatted(alias);
    }

    /**
     * Common table expressions, of which {@code sought} lists words of the organization's dictionary: every match has one of
     * them. Of several words typed, it is about the one that the fewest people have.
     */
    public String sought(boolean listed) {
        if (clues.size() < 2) {
            return "sought as (%s)"
                    .formatted(
                            findsNobody()
                                    ? dictionary("false")
                                    : clues.getFirst().words());
        }
        var compared = clues.subList(0, Math.min(COMPARED, clues.size()));
        var counts = new ArrayList<String>();
        var words = new ArrayList<String>();
        for (int i = 0; i < compared.size(); i++) {
            var sought = compared.get(i).words();
            // Of words with too many people to count, a domain probably has the most.
            counts.add("""
                    (select count(*) from (select 1 from (%1$s) d cross join lateral (
                        select 1 from words x where %2$s offset 0) x limit %3$d) people)
                    + (select count(*) from (%1$s) d where d.word >= '@' and d.word < 'A') as n%4$d\
                    """.formatted(sought, having("d", listed), COUNTED, i));
            words.add("select d.word from (%s) d where (select rarest from chosen) = %d".formatted(sought, i));
        }
        return "counts as materialized (select %s), chosen as materialized (select %s as rarest from counts), sought as (%s)"
                .formatted(String.join(", ", counts), rarest(compared.size()), String.join(" union all ", words));
    }

    /** The first of the fewest. */
    private static String rarest(int words) {
        var least = new ArrayList<String>();
        for (int i = 0; i < words; i++) {
            least.add("n" + i);
        }
        var cases = new StringBuilder("case least(" + String.join(", ", least) + ")");
        for (int i = 0; i < words; i++) {
            cases.append(" when n").append(i).append(" then ").append(i);
        }
        return cases.append(" end").toString();
    }

    private static String dictionary(String condition) {
        return "select d.word from dictionary d where d.organization_id = :organization and " + condition;
    }

    /**
     * Common table expressions: {@code found} has the {@code user_id} of the first {@code :rows} users of the list who match, by
     * name.
     *
     * @param condition narrows the matches {@code x}
     */
    String firstByName(String condition) {
        var order = " order by x.sort_name, x.user_id limit :rows";
        return sought(true)
                + ", found as (select distinct x.sort_name, x.user_id from sought w cross join lateral (%s) x%s)"
                        .formatted(holders("x.sort_name, x.user_id", "w", true, condition + order), order);
    }

    /** A select of everyone who may match, for those who check {@link #matches} besides. */
    public String people(boolean listed) {
        return "with %s select x.user_id from sought w cross join lateral (%s offset 0) x"
                .formatted(sought(listed), holders("x.user_id", "w", listed, ""));
    }

    /** A select of the matches {@code x} who have the word of {@code from}, to be joined laterally and put in order. */
    public String holders(String columns, String from, boolean listed, String condition) {
        return "select %s from words x where %s and %s%s"
                .formatted(columns, having(from, listed), saysAll ? "true" : matches("x"), condition);
    }

    private static String having(String from, boolean listed) {
        return "x.organization_id = :organization and x.listed = %b and x.word = %s.word".formatted(listed, from);
    }
}
