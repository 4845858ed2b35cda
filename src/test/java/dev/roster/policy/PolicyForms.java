package dev.roster.policy;

import dev.roster.support.Visitor;
import dev.roster.support.Visitor.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** A policy form as a browser would submit it: every field of the page, with some of them changed. */
final class PolicyForms {
    private static final Pattern INPUT = Pattern.compile("<input[^>]*>");
    private static final Pattern SELECT = Pattern.compile("<select[^>]* name=\"([^\"]+)\".*?</select>", Pattern.DOTALL);
    private static final Pattern SELECTED = Pattern.compile("<option value=\"([^\"]*)\" selected");

    private final Visitor visitor;
    private final String path;
    private final List<Field> fields = new ArrayList<>();

    record Field(String name, String value) {}

    private PolicyForms(Visitor visitor, String path) {
        this.visitor = visitor;
        this.path = path;
    }

    /** Opens the page. */
    static PolicyForms open(Visitor visitor, String path) {
        var form = new PolicyForms(visitor, path);
        var page = visitor.get(path).body();
        var html = page.substring(page.indexOf("<form class=\"policy\""), page.indexOf("policy-save"));
        INPUT.matcher(html).results().map(m -> m.group()).forEach(form::take);
        SELECT.matcher(html).results().forEach(select -> {
            var selected = SELECTED.matcher(select.group());
            form.fields.add(new Field(select.group(1), selected.find() ? selected.group(1) : ""));
        });
        return form;
    }

    /** Replaces the value of a field. */
    PolicyForms with(String name, String... values) {
        fields.removeIf(f -> f.name().equals(name));
        for (var value : values) {
            fields.add(new Field(name, value));
        }
        return this;
    }

    /** Types into the first empty row. */
    PolicyForms withArea(String key, String name, String levels) {
        var row = fields.stream()
                .filter(f -> f.name().equals("area.key") && !f.value().isEmpty())
                .count();
        type("area.key", row, key);
        type("area.name", row, name);
        type("area.levels", row, levels);
        return this;
    }

    private void type(String name, long row, String value) {
        int seen = 0;
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name) && seen++ == row) {
                fields.set(i, new Field(name, value));
            }
        }
    }

    Answer save() {
        var body = fields.stream()
                .map(f -> URLEncoder.encode(f.name(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(f.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return visitor.send("POST", path, body, "Content-Type", "application/x-www-form-urlencoded");
    }

    private void take(String input) {
        var name = attribute(input, "name");
        var type = attribute(input, "type");
        boolean box = "checkbox".equals(type) || "radio".equals(type);
        if (name != null && !input.contains(" disabled") && (!box || input.contains(" checked"))) {
            var value = attribute(input, "value");
            fields.add(new Field(name, value == null ? "" : value));
        }
    }

    private static @Nullable String attribute(String input, String name) {
        var match = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(input);
        return match.find() ? HtmlUtils.htmlUnescape(match.group(1)) : null;
    }
}
