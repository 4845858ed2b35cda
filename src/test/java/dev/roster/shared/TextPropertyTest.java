package dev.roster.shared;

import static dev.roster.support.Generator.booleans;
import static dev.roster.support.Generator.longs;
import static dev.roster.support.Generator.strings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Generator;
import dev.roster.support.Property;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class TextPropertyTest {
    private static final Generator<String> TEXTS = Generator.oneOf(
                    Generator.strings(0, 255).filter(text -> text.indexOf('\0') < 0),
                    Generator.strings(
                            "aÄéİıßſK \u00A0\u2003\t😀ﬁ\u0301\u200B\u200C\u200D\u3164\uFE0F\u094D\u0915\u0645", 0, 255))
            .filter(TextPropertyTest::isWhole);
    private static final Generator<String> NAMES = Generator.strings("abzäöüéèñçøåœ -'", 0, 20);

    @Test
    void a_cursor_comes_back_as_it_was() {
        Property.holds(1_000, given -> {
            long id = given.any(longs());
            var cursor = new Cursor(new Cursor.Position(given.any(TEXTS), new UUID(id, ~id)), given.any(booleans()));

            assertThat(cursor.encoded()).matches("[A-Za-z0-9_-]+");
            assertThat(Cursor.read(cursor.encoded())).contains(cursor);
        });
    }

    @Test
    void whatever_is_sent_as_a_cursor_is_read_or_refused() {
        Property.holds(
                1_000,
                given -> Cursor.read(given.any(strings(0, 60)))
                        .ifPresent(
                                cursor -> assertThat(cursor.position().value()).doesNotContain("\0")));
    }

    @Test
    void an_id_is_read_in_its_one_spelling_only() {
        Property.holds(1_000, given -> {
            var id = new UUID(given.any(longs()), given.any(longs()));

            assertThat(Ids.read(id.toString())).contains(id);
            assertThat(Ids.read(id.toString().substring(1))).isEmpty();
            assertThat(Ids.read(" " + id)).isEmpty();
        });
    }

    @Test
    void folding_twice_changes_nothing_more() {
        Property.holds(1_000, given -> {
            var text = given.any(TEXTS);

            assertThat(Text.folded(Text.folded(text))).isEqualTo(Text.folded(text));
        });
    }

    @Test
    void a_search_in_other_letters_and_accents_finds_the_name() {
        Property.holds(1_000, given -> {
            var name = given.any(NAMES);

            assertThat(Text.folded(name.toUpperCase(Locale.ROOT))).isEqualTo(Text.folded(name));
        });
    }

    @Test
    void tidy_text_is_trimmed_single_spaced_and_stays_so() {
        Property.holds(1_000, given -> {
            var tidy = Text.tidy(given.any(TEXTS));

            assertThat(tidy).isEqualTo(Text.tidy(tidy)).isEqualTo(tidy.strip()).doesNotContain("  ", "\t", "\n");
        });
    }

    @Test
    void nothing_invisible_remains_in_a_name() {
        assertThat(new String[] {
                    "\u200B",
                    "\u2060",
                    "\uFEFF",
                    "\u00AD",
                    "\u3164",
                    "\u2800",
                    "\u115F",
                    "\u200D",
                    "\u200E",
                    "\u034F",
                    "\uFE0F",
                    "\u202E",
                    "\u2067",
                    "\uDB40\uDC41",
                    " \u200B\u2800 ",
                    "\u180E"
                })
                .allSatisfy(text -> assertThat(Text.tidy(text)).isEmpty());
        assertThat(Text.tidy("Ada\u200BZero")).isEqualTo("AdaZero");
        assertThat(Text.tidy("e\u200B\u0301va")).isEqualTo("\u00E9va");
        assertThat(Text.tidy("A\u202Ed\u202Ca \u2066x\u2069")).isEqualTo("Ada x");
        assertThat(Text.tidy("Ada\uDB40\uDC41\uDB40\uDC42")).isEqualTo("Ada");
        assertThat(Text.tidy("Auf\u200Clage\u200D")).isEqualTo("Auflage");
    }

    @Test
    void scripts_and_emoji_keep_the_joiners_they_need() {
        assertThat(new String[] {
                    "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", // Persian
                    "\u0DC1\u0DCA\u200D\u0DBB\u0DD3", // Sinhala: Sri
                    "\u0915\u094D\u200D\u0937", // Devanagari
                    "\uD83D\uDC69\u200D\uD83D\uDCBB", // a woman at a computer
                    "\uD83D\uDC69\uD83C\uDFFD\u200D\uD83D\uDE80",
                    "\u2764\uFE0F",
                    "\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08",
                    "\u845B\uDB40\uDD00" // a variant in Japanese names
                })
                .allSatisfy(text -> assertThat(Text.tidy(text)).isEqualTo(text));
    }

    @Test
    void only_a_to_z_become_lower_case() {
        Property.holds(1_000, given -> {
            var text = given.any(TEXTS);
            var lower = Text.asciiLowerCase(text);

            assertThat(lower).hasSameSizeAs(text).doesNotContainPattern("[A-Z]").isEqualToIgnoringCase(text);
        });
    }

    @Test
    void accents_and_ligatures_do_not_hide_a_name() {
        assertThat(Text.folded("Zoë Ångström")).isEqualTo("zoe angstrom");
        assertThat(Text.folded("ﬁancé")).isEqualTo("fiance");
        assertThat(Text.folded("İpek")).isEqualTo("ipek");
        assertThat(Text.folded("محمد")).isEqualTo("محمد");
    }

    @Test
    void controls_and_unpaired_surrogates_are_detected() {
        assertThat(new String[] {"a\0b", "a\u0007", "a\u2028b", "\uD83D", "\u0085"})
                .allMatch(Text::hasControlCharacters);
        assertThat(new String[] {"Ada", "😀", "שלום", "a\u200Db", "O'Neil"}).noneMatch(Text::hasControlCharacters);
    }

    /** An unpaired surrogate cannot be encoded in UTF-8. */
    private static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }
}
