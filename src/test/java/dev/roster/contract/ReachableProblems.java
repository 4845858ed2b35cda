package dev.roster.contract;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import dev.roster.shared.Problem;
import dev.roster.support.OwnClasses;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;

/**
 * The problems that a method can lead to: those named in its code, or in what it calls. Publishing an event calls its
 * listeners.
 */
final class ReachableProblems {
    private static final JavaClasses OURS = OwnClasses.all();

    private static final Map<JavaClass, List<JavaMethod>> LISTENERS = OURS.stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.isAnnotatedWith(EventListener.class)
                    && !method.getRawParameterTypes().isEmpty())
            .collect(Collectors.groupingBy(
                    method -> method.getRawParameterTypes().getFirst()));

    /** What each method calls: most are reached from many operations. */
    private static final Map<JavaCodeUnit, List<JavaCodeUnit>> CALLED = new HashMap<>();

    private final Set<JavaCodeUnit> seen = new HashSet<>();
    private final Set<String> codes = new TreeSet<>();

    private ReachableProblems() {}

    /** Their codes. */
    static Set<String> from(Method method) {
        var reachable = new ReachableProblems();
        reachable.walk(OURS.get(method.getDeclaringClass()).getMethod(method.getName(), method.getParameterTypes()));
        return reachable.codes;
    }

    private void walk(JavaCodeUnit from) {
        if (!from.getOwner().getPackageName().startsWith("dev.roster") || !seen.add(from)) {
            return;
        }
        from.getFieldAccesses().stream().map(JavaFieldAccess::getTarget).forEach(field -> {
            if (field.getOwner().isAssignableTo(Problem.class)
                    && field.getRawType().equals(field.getOwner())) {
                codes.add(problem(field.getOwner(), field.getName()).code());
            }
        });
        CALLED.computeIfAbsent(from, unit -> next(unit).toList()).forEach(this::walk);
    }

    private static Stream<JavaCodeUnit> next(JavaCodeUnit from) {
        var targets = new ArrayList<CodeUnitAccessTarget>();
        from.getCallsFromSelf().forEach(call -> targets.add(call.getTarget()));
        from.getOwner().getCodeUnitReferencesFromSelf().stream()
                .filter(reference -> reference.getOrigin().equals(from))
                .forEach(reference -> targets.add(reference.getTarget()));
        return targets.stream().flatMap(target -> {
            var called = target.resolveMember().stream().map(JavaCodeUnit.class::cast);
            var listening = target.getName().equals("<init>")
                    ? LISTENERS.getOrDefault(target.getOwner(), List.of()).stream()
                    : Stream.<JavaCodeUnit>empty();
            return Stream.concat(called.flatMap(ReachableProblems::withOverriding), listening);
        });
    }

    private static Stream<JavaCodeUnit> withOverriding(JavaCodeUnit called) {
        var parameters =
                called.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
        return Stream.concat(
                Stream.of(called),
                called.getOwner().getAllSubclasses().stream()
                        .flatMap(type -> type.tryGetMethod(called.getName(), parameters).stream()));
    }

    private static Problem problem(JavaClass type, String constant) {
        return Stream.of(type.reflect().getEnumConstants())
                .filter(value -> ((Enum<?>) value).name().equals(constant))
                .map(Problem.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
