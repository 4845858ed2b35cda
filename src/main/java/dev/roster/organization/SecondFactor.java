package dev.roster.organization;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Who needs a second factor to enter an organization. In JSON, {@code "optional"}, {@code "required"}, or an object with the keys
 * of the roles that need one.
 *
 * @param roles the keys of the roles whose holders need one; empty for the other two
 */
@JsonDeserialize(using = SecondFactor.Reader.class)
public record SecondFactor(Of of, List<String> roles) {
    public static final SecondFactor OPTIONAL = new SecondFactor(Of.NOBODY, List.of());
    public static final SecondFactor REQUIRED = new SecondFactor(Of.EVERYBODY, List.of());
    private static final String ROLES = "roles";

    /** Of whom it is required. */
    public enum Of {
        NOBODY("optional"),
        EVERYBODY("required"),
        SOME_ROLES("required_for");

        private final String key;

        Of(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }
    }

    public SecondFactor {
        roles = List.copyOf(roles);
    }

    public static SecondFactor of(List<String> roles) {
        return new SecondFactor(Of.SOME_ROLES, roles);
    }

    /** Whether it names this role. */
    public boolean names(String role) {
        return roles.contains(role);
    }

    @JsonValue
    Object written() {
        return of == Of.SOME_ROLES ? Map.of(ROLES, roles) : of.key();
    }

    /** As a line of a list: the word, or the roles. */
    @Override
    public String toString() {
        return of == Of.SOME_ROLES ? String.join(", ", roles) : of.key();
    }

    static final class Reader extends ValueDeserializer<SecondFactor> {
        @Override
        public SecondFactor deserialize(JsonParser parser, DeserializationContext context) {
            var value = context.readTree(parser);
            if (value.isString() && value.asString().equals(Of.NOBODY.key())) {
                return OPTIONAL;
            }
            if (value.isString() && value.asString().equals(Of.EVERYBODY.key())) {
                return REQUIRED;
            }
            if (value.isObject() && Set.of(ROLES).equals(Set.copyOf(value.propertyNames()))) {
                var roles = value.get(ROLES);
                if (roles.isArray() && roles.valueStream().allMatch(JsonNode::isString)) {
                    return of(roles.valueStream().map(JsonNode::asString).toList());
                }
            }
            return (SecondFactor) context.reportInputMismatch(
                    SecondFactor.class, "neither \"optional\" nor \"required\" nor an object with a list of roles");
        }
    }
}
