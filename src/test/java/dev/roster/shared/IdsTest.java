package dev.roster.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** RFC 9562, section 5.7. */
class IdsTest {
    @Test
    void an_id_begins_with_its_millisecond_and_says_that_it_is_a_uuidv7() {
        long before = System.currentTimeMillis();
        var id = Ids.next();
        long after = System.currentTimeMillis();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, after);
    }

    /** More in a millisecond than there are numbers for. */
    @Test
    void each_id_is_greater_than_all_before() {
        var ids = Stream.generate(Ids::next).limit(50_000).toList();

        assertThat(ids)
                .isSortedAccordingTo(Comparator.comparing(UUID::toString))
                .doesNotHaveDuplicates();
    }

    @Test
    void threads_at_once_get_different_ids_each_in_order() {
        var ofThreads = IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> Stream.generate(Ids::next).limit(5_000).toList())
                .toList();

        assertThat(ofThreads)
                .allSatisfy(ids -> assertThat(ids).isSortedAccordingTo(Comparator.comparing(UUID::toString)));
        assertThat(ofThreads.stream().flatMap(List::stream)).doesNotHaveDuplicates();
    }

    @Test
    void the_last_62_bits_follow_from_nothing() {
        var ids = Stream.generate(Ids::next).limit(2_000).toList();

        assertThat(IntStream.range(0, 62))
                .allSatisfy(bit -> assertThat(ids)
                        .filteredOn(id -> (id.getLeastSignificantBits() >>> bit & 1) == 1)
                        .hasSizeBetween(800, 1_200));
    }
}
