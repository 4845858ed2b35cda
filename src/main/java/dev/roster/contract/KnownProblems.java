package dev.roster.contract;

import dev.roster.shared.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** All problems declared by the packages, by code. */
final class KnownProblems {
    private final Map<String, Problem> byCode = new TreeMap<>();

    KnownProblems() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Problem.class));
        for (var found : scanner.findCandidateComponents("dev.roster")) {
            var type = ClassUtils.resolveClassName(
                    String.valueOf(found.getBeanClassName()), KnownProblems.class.getClassLoader());
            if (type.isEnum()) {
                for (var constant : type.getEnumConstants()) {
                    var problem = (Problem) constant;
                    byCode.put(problem.code(), problem);
                }
            }
        }
    }

    Problem get(String code) {
        return Optional.ofNullable(byCode.get(code))
                .orElseThrow(() -> new IllegalStateException("no problem has the code " + code));
    }
}
