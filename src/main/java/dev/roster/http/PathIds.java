package dev.roster.http;

import dev.roster.access.AccessProblem;
import dev.roster.shared.GroupId;
import dev.roster.shared.Ids;
import dev.roster.shared.UserId;
import java.util.UUID;
import org.springframework.format.FormatterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads ids in paths. Anything that cannot be an id is not found. */
@Component
final class PathIds implements WebMvcConfigurer {

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, UUID.class, PathIds::id);
        registry.addConverter(String.class, UserId.class, text -> new UserId(id(text)));
        registry.addConverter(String.class, GroupId.class, text -> new GroupId(id(text)));
    }

    private static UUID id(String text) {
        return Ids.read(text).orElseThrow(AccessProblem.NOT_FOUND::with);
    }
}
