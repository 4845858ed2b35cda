package dev.roster.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Generator;
import dev.roster.support.Property;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class MessageTest {
    private static final Generator<String> PATTERNS = Generator.of(
            "Select {0}",
            "{0} and {1}",
            "{1}, then {0}, then {1}",
            "It''s {0}",
            "{0} '{1}' {1}",
            "only {1}",
            "{0,choice,1#one day|1<{0} days}",
            "{0,number} of {1}",
            "{0}{2,choice,0#|1# by {1}}");

    private static final Generator<Object> ARGUMENTS = Generator.oneOf(
            Generator.of("Max", "", "it''s", "{1}", "\uE000", "Zoë 🙂"),
            Generator.integers(-3, 2_000),
            Generator.longs());

    @Test
    void a_text_reads_as_java_formats_it() {
        Property.holds(2_000, given -> {
            var pattern = given.any(PATTERNS);
            var locale = given.any(Generator.of(Locale.ENGLISH, Locale.GERMAN));
            var message = new Message(new MessageFormat(pattern, locale));

            var arguments = given.any(ARGUMENTS.lists(0, 3)).toArray();

            var expected = read(() -> new MessageFormat(pattern, locale).format(arguments));
            assertThat(read(() -> message.with(arguments))).isEqualTo(expected);
            assertThat(read(() -> message.with(arguments))).isEqualTo(expected);
        });
    }

    @Test
    void the_rows_of_a_list_copy_no_format() {
        var select = new Counting("Select {0}");
        var days = new Counting("{0,choice,1#yesterday|1<{0} days ago}");
        var selecting = new Message(select);
        var ago = new Message(days);

        for (int row = 0; row < 50; row++) {
            selecting.with("Max " + row);
            ago.with(row % 5);
        }

        assertThat(select.copies).isZero();
        assertThat(days.copies).isEqualTo(5);
    }

    private static String read(Supplier<String> text) {
        try {
            return text.get();
        } catch (IllegalArgumentException wordsForANumber) {
            return "refused";
        }
    }

    private static final class Counting extends MessageFormat {
        private static final long serialVersionUID = 1;
        private int copies;

        Counting(String pattern) {
            super(pattern, Locale.ENGLISH);
        }

        @Override
        public Object clone() {
            copies++;
            return super.clone();
        }
    }
}
