package dev.roster.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class StoredResponseTest {
    @ParameterizedTest
    @CsvSource({
        "200, 1000000, true",
        "204, 0, true",
        "403, 300, true",
        "422, 65536, true",
        "422, 65537, false",
        "401, 300, false",
        "429, 300, false",
        "500, 300, false",
        "503, 300, false"
    })
    void whatever_would_be_the_same_in_a_minute_is_kept(int status, int size, boolean kept) {
        var body = new byte[size];
        assertThat(new StoredResponse(status, Map.of(), body).isToBeKept()).isEqualTo(kept);
    }

    @Test
    void an_answer_is_read_as_it_was_written() {
        var body = new byte[] {0, -1, 7};
        var read = StoredResponse.read(
                new StoredResponse(201, Map.of("Location", "/a/ü", "ETag", "\"1\""), body).written());
        assertThat(read.status()).isEqualTo(201);
        assertThat(read.headers()).isEqualTo(Map.of("Location", "/a/ü", "ETag", "\"1\""));
        assertThat(read.body()).isEqualTo(body);
    }
}
