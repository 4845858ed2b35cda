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
 * What {@code contract.yaml} adds to the code: names, sentences, examples.
 *
 * @param resources in the order in which they are shown
 * @param parameters by name: of paths, queries and headers
 * @param schemas by type, such as {@code user.UserBody.New}
 * @param problems what stands in the sentences of problems, by code
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
     * @param example null where it is that of another type
     * @param members the descriptions of those that do not explain themselves
     * @param like the other type, whose example and members it has
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

        /** @throws IllegalStateException where a member is described that there is not */
        void requireMembers(JsonNode there) {
            for (var member : membersOrNone().keySet()) {
                if (!there.has(member)) {
                    throw new IllegalStateException("contract.yaml: " + name + " has no member " + member);
                }
            }
        }
    }

    /** @throws IllegalStateException for a type that is not described */
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
