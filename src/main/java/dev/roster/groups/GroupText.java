package dev.roster.groups;

import dev.roster.group.Group;
import dev.roster.shared.Bounds;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Text;

/** A group's name and description as typed, normalised; errors are collected. */
final class GroupText {

    private final InvalidException.Collector errors = new InvalidException.Collector();
    private final String name;
    private final String description;

    GroupText(String name, String description) {
        this.name = read("name", name, Bounds.NAME);
        this.description = read("description", description, Bounds.DESCRIPTION);
        if (this.name.isEmpty()) {
            errors.add("name", "required");
        }
    }

    String name() {
        return name;
    }

    String description() {
        return description;
    }

    boolean isOf(Group group) {
        return name.equals(group.name()) && description.equals(group.description());
    }

    /** More errors may be added, so that everything wrong with a group is reported at once. */
    InvalidException.Collector errors() {
        return errors;
    }

    private String read(String field, String typed, int longest) {
        var text = Text.tidy(typed);
        if (Text.hasControlCharacters(typed.strip())) {
            errors.add(field, "control-characters");
        } else if (text.codePointCount(0, text.length()) > longest) {
            errors.add(field, "too-long", longest);
        }
        return text;
    }
}
