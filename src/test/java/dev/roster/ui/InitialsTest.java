package dev.roster.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class InitialsTest {
    @Test
    void they_are_the_first_letters_of_the_first_and_the_last_word() {
        assertThat(Initials.of("Max Mustermann")).isEqualTo("MM");
        assertThat(Initials.of("  ada  king \t lovelace ")).isEqualTo("AL");
        assertThat(Initials.of("Ångström")).isEqualTo("Å");
        assertThat(Initials.of("𝒳 🙂z")).isEqualTo("𝒳🙂");
        assertThat(Initials.of("ßen x")).isEqualTo("SSX");
        assertThat(Initials.of(" ")).isEmpty();
        assertThat(Initials.of("")).isEmpty();
    }
}
