package dev.roster.contract;

import dev.roster.api.Constants;
import dev.roster.shared.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All problems declared by the packages, by code. */
final class KnownProblems {
    private final Map<String, Problem> byCode =
            Constants.of(Problem.class).stream().collect(Collectors.toMap(Problem::code, Function.identity()));

    Problem get(String code) {
        return Optional.ofNullable(byCode.get(code))
                .orElseThrow(() -> new IllegalStateException("no problem has the code " + code));
    }
}
