package dev.roster.policy;

import dev.roster.organization.Policy.ProductArea;
import dev.roster.shared.Bounds;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the areas of a product; errors are collected under their path in the JSON. */
final class ProductAreaReader {
    private static final String FIELD = "productPermissions";
    private static final Pattern KEY = Pattern.compile(Bounds.KEY_PATTERN);

    private final InvalidException.Collector errors;

    ProductAreaReader(InvalidException.Collector errors) {
        this.errors = errors;
    }

    List<ProductArea> read(@Nullable List<PolicyBody.Area> typed) {
        if (typed == null) {
            errors.add(FIELD, "required");
            return List.of();
        }
        if (typed.size() > Bounds.AREAS) {
            errors.add(FIELD, "too-many", Bounds.AREAS);
            return List.of();
        }
        var areas = new ArrayList<ProductArea>();
        var keys = new HashSet<String>();
        for (int i = 0; i < typed.size(); i++) {
            var area = area(FIELD + "." + i, typed.get(i));
            if (!keys.add(area.key()) && !area.key().isEmpty()) {
                errors.add(FIELD + "." + i + ".key", "repeated");
            }
            areas.add(area);
        }
        return areas;
    }

    private ProductArea area(String path, PolicyBody.Area typed) {
        var key = typed.key() == null ? "" : typed.key();
        requireKey(path + ".key", key);
        return new ProductArea(key, name(path + ".name", typed.name()), levels(path + ".levels", typed.levels()));
    }

    private String name(String path, @Nullable String typed) {
        var name = Text.tidy(typed == null ? "" : typed);
        if (name.isEmpty()) {
            errors.add(path, "required");
        } else if (name.length() > Bounds.SHORT_NAME) {
            errors.add(path, "too-long", Bounds.SHORT_NAME);
        } else if (Text.hasControlCharacters(name)) {
            errors.add(path, "control-characters");
        }
        return name;
    }

    private List<String> levels(String path, @Nullable List<String> typed) {
        if (typed == null || typed.isEmpty()) {
            errors.add(path, "required");
            return List.of();
        }
        if (typed.size() > Bounds.LEVELS) {
            errors.add(path, "too-many", Bounds.LEVELS);
            return List.of();
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < typed.size(); i++) {
            requireKey(path + "." + i, typed.get(i));
            if (!seen.add(typed.get(i))) {
                errors.add(path + "." + i, "repeated");
            }
        }
        return typed;
    }

    private void requireKey(String path, String key) {
        if (!KEY.matcher(key).matches()) {
            errors.add(path, key.isEmpty() ? "required" : "key");
        }
    }
}
