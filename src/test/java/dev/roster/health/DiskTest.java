package dev.roster.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

@Tag("fast")
class DiskTest {
    @Test
    void a_full_disk_makes_a_node_not_ready_and_says_how_much_is_left() {
        var disk = new Disk(() -> OptionalLong.of(1_000_000));

        var health =
                Objects.requireNonNull(new Readiness().diskHealthIndicator(disk).health());

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails()).containsEntry("freeBytes", 1_000_000L);
        assertThat(disk.isLow()).isTrue();
    }

    @Test
    void a_disk_that_is_nearly_full_is_still_written_to() {
        var disk = new Disk(() -> OptionalLong.of(500_000_000));

        assertThat(disk.isLow()).isTrue();
        assertThat(disk.isFull()).isFalse();
    }

    @Test
    void with_a_database_elsewhere_this_machines_disk_does_not_matter() {
        var disk = new Disk(OptionalLong::empty);

        assertThat(disk.isLow()).isFalse();
        assertThat(disk.isFull()).isFalse();
    }

    @Test
    void sizes_are_written_as_people_write_them() {
        assertThat(Checks.size(8_400)).isEqualTo("8.4 kB");
        assertThat(Checks.size(12_400_000)).isEqualTo("12 MB");
        assertThat(Checks.size(1_250_000_000_000L)).isEqualTo("1.3 TB");
    }
}
