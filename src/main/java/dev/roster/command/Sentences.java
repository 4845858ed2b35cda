package dev.roster.command;

import dev.roster.http.Languages;
import dev.roster.http.Texts;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import java.util.List;

/** What an operation refuses, in the words of the console. */
final class Sentences {
    private Sentences() {}

    static String of(ProblemException refused) {
        return english()
                .get("problem." + refused.problem().code(), refused.arguments().toArray());
    }

    static List<String> of(InvalidException refused) {
        return refused.errors().stream()
                .map(error -> error.field() + ": "
                        + english()
                                .get(
                                        "invalid." + error.code(),
                                        error.arguments().toArray()))
                .toList();
    }

    private static Texts english() {
        return new Languages().in(Languages.TAGS.getFirst());
    }
}
