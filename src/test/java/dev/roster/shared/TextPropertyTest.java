package dev.roster.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

class TextPropertyTest {
    @Property
    void a_cursor_comes_back_as_it_was(@ForAll("texts") String value, @ForAll long id, @ForAll boolean backwards) {
        var cursor = new Cursor(new Cursor.Position(value, new UUID(id, ~id)), backwards);

        assertThat(cursor.encoded()).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.read(cursor.encoded())).contains(cursor);
    }

    @Property
    void whatever_is_sent_as_a_cursor_is_read_or_refused(@ForAll @StringLength(max = 60) String sent) {
        Cursor.read(sent)
                .ifPresent(cursor -> assertThat(cursor.position().value()).doesNotContain("\0"));
    }

    @Property
    void an_id_is_read_in_its_one_spelling_only(@ForAll long high, @ForAll long low) {
        var id = new UUID(high, low);

        assertThat(Ids.read(id.toString())).contains(id);
        assertThat(Ids.read(id.toString().substring(1))).isEmpty();
        assertThat(Ids.read(" " + id)).isEmpty();
    }

    @Property
    void folding_twice_changes_nothing_more(@ForAll("texts") String text) {
        assertThat(Text.folded(Text.folded(text))).isEqualTo(Text.folded(text));
    }

    @Property
    void a_search_in_other_letters_and_accents_finds_the_name(@ForAll("names") String name) {
        assertThat(Text.folded(name.toUpperCase(Locale.ROOT))).isEqualTo(Text.folded(name));
    }

    @Property
    void tidy_text_is_trimmed_single_spaced_and_stays_so(@ForAll("texts") String text) {
        var tidy = Text.tidy(text);

        assertThat(tidy).isEqualTo(Text.tidy(tidy)).isEqualTo(tidy.strip()).doesNotContain("  ", "\t", "\n");
    }

    @Property
    void only_a_to_z_become_lower_case(@ForAll("texts") String text) {
        var lower = Text.asciiLowerCase(text);

        assertThat(lower).hasSameSizeAs(text).doesNotContainPattern("[A-Z]").isEqualToIgnoringCase(text);
    }

    @Example
    void accents_and_ligatures_do_not_hide_a_name() {
        assertThat(Text.folded("Zoë Ångström")).isEqualTo("zoe angstrom");
        assertThat(Text.folded("ﬁancé")).isEqualTo("fiance");
        assertThat(Text.folded("İpek")).isEqualTo("ipek");
        assertThat(Text.folded("محمد")).isEqualTo("محمد");
    }

    @Example
    void controls_and_halves_of_characters_are_told() {
        assertThat(new String[] {"a\0b", "a\u0007", "a\u2028b", "\uD83D", "\u0085"})
                .allMatch(Text::hasControlCharacters);
        assertThat(new String[] {"Ada", "😀", "שלום", "a\u200Db", "O'Neil"}).noneMatch(Text::hasControlCharacters);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().excludeChars('\0').filter(TextPropertyTest::isWhole),
                Arbitraries.strings()
                        .withChars("aÄéİıßſK \u00A0\u2003\t😀ﬁ\u0301")
                        .filter(TextPropertyTest::isWhole));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("abzäöüéèñçøåœ -'").ofMaxLength(20);
    }

    /** Half a character cannot be kept in UTF-8. */
    private static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }
}
