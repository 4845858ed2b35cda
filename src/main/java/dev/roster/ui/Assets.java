package dev.roster.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/** Style sheets, scripts and images, whose names contain a hash of their content and may be cached for ever. */
@Component
public final class Assets implements WebMvcConfigurer {
    private static final String HTMX = "classpath:/META-INF/resources/webjars/htmx.org/%s/dist/";

    private final Map<String, String> urls = new ConcurrentHashMap<>();
    private final ObjectProvider<ResourceUrlProvider> provider;

    Assets(ObjectProvider<ResourceUrlProvider> provider) {
        this.provider = provider;
    }

    /** The URL of a file in {@code static/}, or in the {@code dist} folder of htmx. */
    public String url(String file) {
        return urls.computeIfAbsent(file, f -> {
            var url = provider.getObject().getForLookupPath("/assets/" + f);
            if (url == null) {
                throw new IllegalArgumentException("no asset " + f);
            }
            return url;
        });
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/", HTMX.formatted(version("htmx.org")))
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"))
                .addResolver(new Bundles());
    }

    static String version(String webjar) {
        try {
            Properties properties = PropertiesLoaderUtils.loadProperties(
                    new ClassPathResource("META-INF/maven/org.webjars.npm/" + webjar + "/pom.properties"));
            return properties.getProperty("version");
        } catch (IOException missing) {
            throw new UncheckedIOException("no WebJar " + webjar, missing);
        }
    }
}
