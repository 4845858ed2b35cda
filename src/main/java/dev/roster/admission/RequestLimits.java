package dev.roster.admission;

import dev.roster.http.ActorFilter;
import dev.roster.http.Problems;
import dev.roster.http.RoutedPath;
import dev.roster.http.WebProblem;
import dev.roster.reception.Connection;
import dev.roster.reception.FormBody;
import dev.roster.shared.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Limits the length of the URL and the size and duration of the body. Anonymous clients may send a form and nothing larger; no
 * body is read before it is known who sends it.
 */
public final class RequestLimits extends OncePerRequestFilter {
    /** The URL with its query. RFC 9110, section 4.1 recommends supporting at least this much. */
    private static final int ADDRESS = 8_000;

    private static final int KILO = 1024;
    private static final PathPattern IMPORTS_OF_API =
            RoutedPath.pattern("/api/v1/organizations/{organization}/imports");
    private static final PathPattern IMPORTS_OF_CONSOLE = RoutedPath.pattern("/o/{organization}/imports");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final BodyAllowance STRANGERS = new BodyAllowance(16 * KILO, PATIENCE, 0);

    /** A bulk action on a thousand user ids takes 42 KB. */
    private static final BodyAllowance FORM = new BodyAllowance(128 * KILO, PATIENCE, 0);

    private static final BodyAllowance PASTED_FILE = new BodyAllowance(KILO * KILO, PATIENCE, 0);
    private static final BodyAllowance JSON = new BodyAllowance(KILO * KILO, PATIENCE, 0);

    /** Files are streamed, so their size costs disk space but no memory. */
    private static final BodyAllowance FILE = new BodyAllowance(KILO * KILO * KILO, PATIENCE, 16 * KILO);

    private final Problems problems;

    public RequestLimits(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var form = FormBody.of(request);
        var allowance = allowance(request, form.isPresent());
        var limited =
                new LimitedRequest(request, allowance, Connection.of(request).orElse(null));
        try {
            requireShort(request);
            requireMediaType(request);
            if (request.getContentLengthLong() > allowance.bytes()) {
                throw WebProblem.TOO_LARGE.with();
            }
            if (form.isPresent()) {
                form.get().addParameters(whole(limited.getInputStream()));
            } else {
                request.getParameterNames(); // here, where a refusal can still be answered
            }
        } catch (InvalidParameterException unreadable) {
            problems.write(request, response, WebProblem.ofStatus(unreadable.getErrorCode()));
            return;
        } catch (ProblemException refused) {
            problems.write(request, response, refused);
            return;
        }
        chain.doFilter(limited, response);
    }

    private static BodyAllowance allowance(HttpServletRequest request, boolean form) {
        var path = RoutedPath.of(request);
        if (ActorFilter.actor(request).isEmpty()) {
            return STRANGERS;
        }
        if (path.matches(IMPORTS_OF_API)) {
            return FILE;
        }
        if (path.matches(IMPORTS_OF_CONSOLE)) {
            return form ? PASTED_FILE : FILE;
        }
        return path.isApi() ? JSON : FORM;
    }

    private static void requireShort(HttpServletRequest request) {
        var query = request.getQueryString();
        if (request.getRequestURI().length() + (query == null ? 0 : query.length()) > ADDRESS) {
            throw WebProblem.ADDRESS_TOO_LONG.with();
        }
    }

    /**
     * A value that is not a media type, or several of them, would fail wherever the headers are read. In the API, an invalid
     * one is refused by its routes, which declare what they accept.
     */
    private static void requireMediaType(HttpServletRequest request) {
        var type = request.getContentType();
        if (type == null) {
            return;
        }
        if (type.contains("*") || (!RoutedPath.of(request).isApi() && !isOne(type))) {
            throw WebProblem.UNSUPPORTED_MEDIA_TYPE.with();
        }
    }

    private static boolean isOne(String type) {
        try {
            return MediaType.parseMediaType(type).isConcrete();
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    /** Grows as bytes arrive, not by the announced length. */
    private static byte[] whole(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var piece = new byte[KILO];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            bytes.write(piece, 0, read);
        }
        return bytes.toByteArray();
    }
}
