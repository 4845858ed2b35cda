package dev.roster.api;

import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** Finds what features declare in enums of their own. */
public final class Constants {
    private Constants() {}

    /** The constants of every enum that implements this interface. Scans the class path, which takes a while. */
    public static <T> List<T> of(Class<T> type) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(type));
        return scanner.findCandidateComponents("dev.roster").stream()
                .<Class<?>>map(found -> ClassUtils.resolveClassName(
                        String.valueOf(found.getBeanClassName()), Constants.class.getClassLoader()))
                .filter(Class::isEnum)
                .flatMap(declared -> Arrays.stream(declared.getEnumConstants()))
                .map(type::cast)
                .toList();
    }
}
