package dev.roster.importfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamedPeopleTest {
    private static final int PEOPLE = 5_000;

    @Test
    void repetitions_are_found_among_very_many_rows() {
        var once = IntStream.range(0, PEOPLE).mapToObj("%1$d,p%1$d@a.example"::formatted);
        var again = IntStream.range(0, PEOPLE).mapToObj("again-%1$d,P%1$d@a.example"::formatted);

        var checked = checked(Stream.concat(once, again));

        assertThat(checked.subList(0, PEOPLE)).allMatch(row -> row.fault() == null);
        assertThat(checked.subList(PEOPLE, 2 * PEOPLE))
                .allSatisfy(row -> assertThat(row.fault())
                        .isEqualTo(row.repeating(row.line() - PEOPLE).fault()));
    }

    @Test
    void a_row_repeated_by_address_and_by_external_id_names_the_line_of_its_external_id() {
        var checked = checked(Stream.of("1,one@a.example", "2,two@a.example", "2,one@a.example"));

        assertThat(checked.get(2).fault()).isEqualTo(checked.get(2).repeating(3).fault());
    }

    private static List<ImportRow> checked(Stream<String> lines) {
        var file =
                ImportFile.pasted(lines.collect(Collectors.joining("\n", "externalId,email\n", "")), ColumnChoice.NONE);
        var people = new NamedPeople();
        return Stream.generate(file::next)
                .takeWhile(row -> row.isPresent())
                .map(row -> people.check(row.orElseThrow()))
                .toList();
    }
}
