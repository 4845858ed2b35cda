package dev.roster.applications;

import dev.roster.application.ApplicationKind;
import dev.roster.shared.Bounds;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An application as it was typed.
 *
 * @param organizations ids or slugs; null for all
 * @param accessTokenSeconds null for the default
 */
record ApplicationInput(
        String name,
        String kind,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        @Nullable String backchannelLogoutUri,
        @Nullable List<String> organizations,
        boolean firstParty,
        boolean optional,
        @Nullable Integer accessTokenSeconds,
        @Nullable Integer refreshTokenSeconds) {
    static final int ACCESS_SECONDS = 300;
    static final int REFRESH_SECONDS = 14 * 24 * 3600;
    static final int LEAST_ACCESS = 60;
    static final int MOST_ACCESS = 24 * 3600;
    static final int LEAST_REFRESH = 300;
    static final int MOST_REFRESH = 400 * 24 * 3600;
    static final int MOST_URIS = 20;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    ApplicationInput {
        redirectUris = List.copyOf(redirectUris);
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
        organizations = organizations == null ? null : List.copyOf(organizations);
    }

    String tidyName() {
        return Text.tidy(name);
    }

    /** Adds an error for everything that cannot be. */
    void check(@Nullable ApplicationKind known, InvalidException.Collector errors) {
        if (tidyName().isEmpty()) {
            errors.add("name", "required");
        } else if (tidyName().length() > Bounds.NAME) {
            errors.add("name", "too-long", Bounds.NAME);
        } else if (Text.hasControlCharacters(name.strip())) {
            errors.add("name", "control-characters");
        }
        if (known == null) {
            errors.add("kind", kind.isBlank() ? "required" : "unknown");
            return;
        }
        addresses("redirectUris", redirectUris, known, errors);
        addresses("postLogoutRedirectUris", postLogoutRedirectUris, known, errors);
        if (known.hasPeople() && redirectUris.isEmpty()) {
            errors.add("redirectUris", "required");
        }
        if (backchannelLogoutUri != null && !isWeb(backchannelLogoutUri)) {
            errors.add("backchannelLogoutUri", "application-url");
        }
        range("accessTokenSeconds", accessTokenSeconds, LEAST_ACCESS, MOST_ACCESS, errors);
        range("refreshTokenSeconds", refreshTokenSeconds, LEAST_REFRESH, MOST_REFRESH, errors);
    }

    private static void addresses(
            String field, List<String> addresses, ApplicationKind kind, InvalidException.Collector errors) {
        if (addresses.size() > MOST_URIS) {
            errors.add(field, "too-many", MOST_URIS);
        } else if (!kind.hasPeople() && !addresses.isEmpty()) {
            errors.add(field, "not-for-services");
        } else if (!addresses.stream()
                .allMatch(address -> isWeb(address) || (kind == ApplicationKind.NATIVE && isOwn(address)))) {
            errors.add(field, kind == ApplicationKind.NATIVE ? "application-uri" : "application-url");
        }
    }

    private static void range(
            String field, @Nullable Integer value, int least, int most, InvalidException.Collector errors) {
        if (value != null && (value < least || value > most)) {
            errors.add(field, "range", least, most);
        }
    }

    /** Over HTTPS, or on the person's own machine. */
    private static boolean isWeb(String address) {
        var uri = read(address);
        return uri != null
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && ("https".equals(uri.getScheme())
                        || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())));
    }

    /** With a scheme of the application's own, which is a reversed domain (RFC 8252, section 7.1). */
    private static boolean isOwn(String address) {
        var uri = read(address);
        return uri != null && uri.getScheme().indexOf('.') > 0;
    }

    private static @Nullable URI read(String address) {
        try {
            var uri = new URI(address);
            return uri.isAbsolute() && uri.getRawFragment() == null && address.length() <= Bounds.URL ? uri : null;
        } catch (URISyntaxException notAnAddress) {
            return null;
        }
    }
}
