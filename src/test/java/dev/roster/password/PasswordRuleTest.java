package dev.roster.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roster.shared.InvalidException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

@Tag("fast")
class PasswordRuleTest {
    private final JsonMapper json = JsonMapper.shared();

    @ParameterizedTest
    @CsvSource({
        "7,  128, 0,  minLength",
        "65, 128, 0,  minLength",
        "8,  63,  0,  maxLength",
        "8,  129, 0,  maxLength",
        "8,  128, -1, minStrength",
        "8,  128, 5,  minStrength",
    })
    void a_rule_out_of_range_is_refused(int minLength, int maxLength, int minStrength, String field) {
        assertThatThrownBy(() -> new PasswordRule(minLength, maxLength, Set.of(), minStrength, true))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        invalid -> assertThat(invalid.errors())
                                .extracting(InvalidException.FieldError::field)
                                .containsExactly(field));
    }

    @Test
    void json_keeps_a_rule_with_its_classes_in_order() {
        var rule = new PasswordRule(8, 128, EnumSet.allOf(CharacterClass.class), 0, true);
        var written = json.writeValueAsString(rule);

        assertThat(written).contains("\"requires\":[\"lower\",\"upper\",\"digit\",\"special\"]");
        assertThat(json.readValue(written, PasswordRule.class)).isEqualTo(rule);
    }

    @Test
    void a_preset_spells_it_in_yaml() {
        var rule = new YAMLMapper().readValue("""
                minLength: 8
                maxLength: 128
                requires: [upper, lower]
                minStrength: 3
                refuseBreached: true
                """, PasswordRule.class);

        assertThat(rule)
                .isEqualTo(new PasswordRule(8, 128, Set.of(CharacterClass.LOWER, CharacterClass.UPPER), 3, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"minLength\":8,\"maxLength\":128,\"minStrength\":0,\"refuseBreached\":true}",
                "{\"minLength\":8,\"maxLength\":128,\"requires\":[\"vowel\"],\"minStrength\":0,\"refuseBreached\":true}",
                "{\"minLength\":8,\"requires\":[],\"minStrength\":0,\"refuseBreached\":true}",
                "{\"minLength\":2,\"maxLength\":128,\"requires\":[],\"minStrength\":0,\"refuseBreached\":true}",
            })
    void json_that_is_no_rule_is_refused(String written) {
        assertThatThrownBy(() -> json.readValue(written, PasswordRule.class)).isInstanceOf(JacksonException.class);
    }
}
