package dev.roster.ui;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.AbstractResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * Bundles a style sheet with its imports, and a script with its modules, so that a page requests each once. A browser could
 * read the sources as they are; bundled modules share one scope, so no two may declare the same name.
 */
final class Bundles extends AbstractResourceResolver {
    private static final Set<String> BUNDLES = Set.of("roster.css", "roster.js");
    private static final Pattern PART = Pattern.compile("(?m)^@?import \"\\./(.+)\";$");
    private static final Pattern BETWEEN_MODULES = Pattern.compile("(?m)^import .+ from .+;\\R|^export (?=const )");

    @Override
    protected @Nullable Resource resolveResourceInternal(
            @Nullable HttpServletRequest request,
            String path,
            List<? extends Resource> locations,
            ResourceResolverChain chain) {
        var entry = chain.resolveResource(request, path, locations);
        return entry == null || !BUNDLES.contains(path)
                ? entry
                : new Joined(entry, join(entry).getBytes(StandardCharsets.UTF_8));
    }

    private static final class Joined extends TransformedResource {
        private final Resource entry;

        Joined(Resource entry, byte[] content) {
            super(entry, content);
            this.entry = entry;
        }

        /** Spring treats resources with equal descriptions as the same, and would serve the script as the style sheet. */
        @Override
        public String getDescription() {
            return "joined " + entry.getDescription();
        }
    }

    @Override
    protected @Nullable String resolveUrlPathInternal(
            String path, List<? extends Resource> locations, ResourceResolverChain chain) {
        return chain.resolveUrlPath(path, locations);
    }

    static String join(Resource entry) {
        return PART.matcher(read(entry)).replaceAll(part -> Matcher.quoteReplacement(part(entry, part.group(1))));
    }

    private static String part(Resource entry, String path) {
        try {
            return BETWEEN_MODULES.matcher(read(entry.createRelative(path))).replaceAll("");
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static String read(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException("no asset " + file, missing);
        }
    }
}
