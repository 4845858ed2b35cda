package dev.roster.files;

import static dev.roster.support.Generator.strings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Generator;
import dev.roster.support.Property;
import java.io.IOException;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

/** No cell is evaluated, whatever a spreadsheet takes for the separator, and every cell is read back as it was. */
@Tag("fast")
class CsvPropertyTest {
    private static final Generator<String> CELLS = Generator.oneOf(
            strings("=+-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\u2212;,\t\r\n '\"\uFEFF\u200B\u00A0|\u0001a1“”’", 0, 12),
            strings(0, 20));

    @Test
    void a_cell_comes_back_as_it_was() {
        Property.holds(1_000, given -> {
            var text = given.any(CELLS);

            assertThat(Csv.text(Csv.cell(text))).isEqualTo(text);
            assertThat(Csv.typed(Csv.cell(text))).isEqualTo(text);
        });
    }

    @Test
    void nothing_in_a_cell_is_a_formula() {
        Property.holds(1_000, given -> {
            for (var part : Csv.cell(given.any(CELLS)).split("[;\\t\\r\\n]", -1)) {
                assertThat(computes(part)).as(part).isFalse();
            }
        });
    }

    /** Like the most lenient spreadsheet: anything other than letters, digits or apostrophes is skipped, forms are folded. */
    private static boolean computes(String part) {
        var folded = Normalizer.normalize(part, Normalizer.Form.NFKC);
        var first = folded.codePoints()
                .filter(c -> !Character.isWhitespace(c)
                        && !Character.isSpaceChar(c)
                        && !Character.isISOControl(c)
                        && Character.getType(c) != Character.FORMAT
                        && c != '"')
                .findFirst();
        return first.isPresent() && "=+-@\u2212".indexOf(first.getAsInt()) >= 0;
    }

    @Test
    void what_is_harmless_is_left_alone() {
        for (var text :
                List.of("Ada", "a=b", "3-4", "ada@example.com", "O'Hara", "'quoted'", " x", "", "Sales;North")) {
            assertThat(Csv.cell(text)).isEqualTo(text);
        }
    }

    @Test
    void what_looks_like_the_end_of_a_cell_is_quoted() throws IOException {
        var response = new MockHttpServletResponse();
        var csv = Csv.to(response, "words", false, "a", "b", "c");
        csv.row("x;=1", "x\t\uFF1D1", "plain text");
        csv.end();

        assertThat(response.getContentAsString()).isEqualTo("a,b,c\r\n\"x;'=1\",\"x\t'\uFF1D1\",plain text\r\n");
    }
}
