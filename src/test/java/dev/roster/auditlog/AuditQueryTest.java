package dev.roster.auditlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roster.auditlog.AuditQuery.Facet;
import dev.roster.shared.InvalidException;
import dev.roster.support.Generator;
import dev.roster.support.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AuditQueryTest {
    @Test
    void keys_values_and_words_are_told_apart() {
        var query = AuditQuery.read("actor:nadia  target:\"Max Moe\" bluebird after:2026-11-01");

        assertThat(query.of(Facet.ACTOR)).isEqualTo("nadia");
        assertThat(query.of(Facet.TARGET)).isEqualTo("Max Moe");
        assertThat(query.of(Facet.AFTER)).isEqualTo("2026-11-01");
        assertThat(query.words()).containsExactly("bluebird");
        assertThat(query.text()).isEqualTo("actor:nadia target:\"Max Moe\" after:2026-11-01 bluebird");
    }

    @Test
    void what_is_written_is_read_as_the_same() {
        var texts = Generator.strings("abc: \"12-", 0, 40);
        Property.holds(500, given -> {
            AuditQuery query;
            try {
                query = AuditQuery.read(given.any(texts));
            } catch (InvalidException refused) {
                return;
            }
            assertThat(AuditQuery.read(query.text())).isEqualTo(query);
        });
    }

    @Test
    void an_unknown_key_and_one_that_is_there_twice_are_refused() {
        assertThatThrownBy(() -> AuditQuery.read("who:max")).isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> AuditQuery.read("actor:max actor:mia")).isInstanceOf(InvalidException.class);
    }
}
