package dev.roster.organization;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The four presets, read and checked against the governing rule on first use. */
@Component
public final class Presets {
    /** In the order in which they are offered. */
    public static final List<String> KEYS = List.of("partner", "workspace", "appliance", "marketplace");

    private final Map<String, Preset> presets = new LinkedHashMap<>();

    Presets() {}

    public synchronized List<Preset> all() {
        if (presets.isEmpty()) {
            var yaml = YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();
            for (var key : KEYS) {
                try (var file = new ClassPathResource("presets/" + key + ".yaml").getInputStream()) {
                    presets.put(key, checked(yaml.readValue(file, Preset.class)));
                } catch (IOException unreadable) {
                    throw new UncheckedIOException("preset " + key, unreadable);
                }
            }
        }
        return List.copyOf(presets.values());
    }

    public Optional<Preset> find(String key) {
        return all().stream().filter(p -> p.key().equals(key)).findFirst();
    }

    /** A preset that breaks the governing rule would be a hole in every organization created from it. */
    static Preset checked(Preset preset) {
        for (var role : preset.roles()) {
            for (var key : role.governs()) {
                var governed = preset.role(key);
                if (!Set.copyOf(role.permissions()).containsAll(governed.permissions())
                        || !Set.copyOf(role.governs()).containsAll(governed.governs())) {
                    throw new IllegalArgumentException(
                            "preset %s: %s cannot govern %s".formatted(preset.key(), role.key(), key));
                }
            }
        }
        var known = new HashSet<String>();
        preset.policy().productPermissions().forEach(a -> a.levels().forEach(l -> known.add(a.key() + "." + l)));
        for (var role : preset.roles()) {
            if (!known.containsAll(role.productPermissions())) {
                throw new IllegalArgumentException(
                        "preset %s: unknown product permission of %s".formatted(preset.key(), role.key()));
            }
        }
        return preset;
    }
}
