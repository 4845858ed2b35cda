package dev.roster.home;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that needs doing, as a sentence.
 *
 * @param urgent whether it should not wait
 * @param href the list that it is about, or null
 * @param people whom it is about, if they are few
 */
public record Todo(
        String icon,
        boolean urgent,
        String sentence,
        @Nullable String href,
        List<Person> people) {
    public Todo {
        people = List.copyOf(people);
    }

    /** A person with a page. */
    public record Person(String name, String href) {}

    static Todo of(String icon, boolean urgent, String sentence, @Nullable String href) {
        return new Todo(icon, urgent, sentence, href, List.of());
    }
}
