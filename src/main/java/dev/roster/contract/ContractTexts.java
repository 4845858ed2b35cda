package dev.roster.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What {@code contract.yaml} adds to the code: names, descriptions, examples.
 *
 * @param resources in display order
 * @param parameters by name: path, query and header parameters
 * @param schemas by type, such as {@code user.UserBody.New}
 * @param problems the arguments of problem messages, by code
 */
record ContractTexts(
        String title,
        String description,
        List<Resource> resources,
        Map<String, Parameter> parameters,
        Map<String, Schema> schemas,
        Map<String, List<Object>> problems) {

    /** @param operations by method and path below {@code /api/v1} */
    record Resource(String name, String description, Map<String, Operation> operations) {}

    record Operation(
            String id,
            String summary,
            @Nullable String description,
            @Nullable String answer) {}

    record Parameter(String description, @Nullable String example) {}

    /**
     * @param example null if it is that of another type
     * @param members the descriptions of those that are not self-explanatory
     * @param like the other type, whose example and members it shares
     */
    record Schema(
            String name,
            String description,
            @Nullable JsonNode example,
            @Nullable Map<String, String> members,
            @Nullable String like) {
        JsonNode shown() {
            return Objects.requireNonNull(example, name);
        }

        Map<String, String> membersOrNone() {
            return members == null ? Map.of() : members;
        }

        /** @throws IllegalStateException if a member is described that does not exist */
        void requireMembers(JsonNode there) {
            for (var member : membersOrNone().keySet()) {
                if (!there.has(member)) {
                    throw new IllegalStateException("contract.yaml: " + name + " has no member " + member);
                }
            }
        }
    }

    /** @throws IllegalStateException for a type without a description */
    Schema schema(String type) {
        var schema = schemas.get(type);
        if (schema == null) {
            throw new IllegalStateException("not in contract.yaml: the schema of " + type);
        }
        if (schema.like() == null) {
            return schema;
        }
        var other = schema(schema.like());
        return new Schema(schema.name(), schema.description(), other.example(), other.members(), null);
    }

    static ContractTexts read() {
        var yaml = YAMLMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (var file = new ClassPathResource("contract.yaml").getInputStream()) {
            return yaml.readValue(file, ContractTexts.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("contract.yaml", unreadable);
        }
    }
}
