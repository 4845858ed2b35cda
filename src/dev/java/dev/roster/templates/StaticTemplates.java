package dev.roster.templates;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.DirectoryCodeResolver;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;

/** Replaces the compiled templates while {@code bin/dev} runs: reads each from its source whenever it has changed. */
@NullMarked
public final class StaticTemplates extends DynamicTemplates {
    private static final TemplateEngine ENGINE = engine();

    public StaticTemplates() {
        super(ENGINE);
    }

    private static TemplateEngine engine() {
        var engine = TemplateEngine.create(
                new DirectoryCodeResolver(Path.of("src", "main", "jte")),
                Path.of("target", "dev", "templates"),
                ContentType.Html,
                StaticTemplates.class.getClassLoader(),
                "dev.roster.templates");
        engine.setTrimControlStructures(true);
        return engine;
    }
}
