package dev.roster.idempotency;

import dev.roster.access.Actor;
import dev.roster.access.Needs;
import dev.roster.http.ActorFilter;
import dev.roster.http.Problems;
import dev.roster.http.WebProblem;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Handles the {@code Idempotency-Key} of a POST to the API (draft-ietf-httpapi-idempotency-key-header). Runs after
 * authentication, so that an answer is repeated neither to someone else nor to a token that has lost access.
 */
public final class IdempotencyFilter extends OncePerRequestFilter {
    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");
    private static final int LARGEST_BODY = 1024 * 1024;
    private static final List<String> KEPT = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG);

    private final KeptAnswers answers;
    private final Problems problems;

    public IdempotencyFilter(KeptAnswers answers, Problems problems) {
        this.answers = answers;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(ActorFilter.actor(request).orElse(null) instanceof Actor.TokenHolder holder)) {
            chain.doFilter(request, response);
            return;
        }
        var buffered = new ContentCachingResponseWrapper(response);
        try {
            var key = key(request);
            // Read before anything is claimed: a slow client blocks no one.
            var body = body(request);
            var keyed = new KeyedRequest(holder.token(), key, content(request, body), names(request, body));
            var given = answers.once(
                    keyed, () -> Needs.noting(() -> carryOut(new BufferedRequest(request, body), buffered, chain)));
            if (given.repeated()) {
                if (!given.needs().areMetBy(holder)) {
                    throw IdempotencyProblem.ANSWER_WITHHELD.with();
                }
                repeat(given.answer(), buffered);
            }
        } catch (ProblemException refused) {
            forget(buffered);
            problems.write(request, buffered, refused);
        } catch (InvalidException refused) {
            forget(buffered);
            problems.write(request, buffered, refused);
        } catch (RuntimeException failed) {
            // The answer may be complete, and its commit fail.
            forget(buffered);
            throw failed;
        }
        buffered.copyBodyToResponse();
    }

    private static String key(HttpServletRequest request) {
        var keys = Collections.list(request.getHeaders(HEADER));
        if (keys.size() != 1 || !KEY.matcher(keys.getFirst()).matches()) {
            throw InvalidException.of(HEADER, "idempotency-key");
        }
        return keys.getFirst();
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        var body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw WebProblem.TOO_LARGE.with();
        }
        return body;
    }

    private static byte[] content(HttpServletRequest request, byte[] body) {
        var head = String.join(
                "\n",
                request.getMethod(),
                request.getRequestURI(),
                String.valueOf(request.getQueryString()),
                String.valueOf(request.getContentType()),
                "");
        var content = new ByteArrayOutputStream();
        content.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        content.writeBytes(body);
        return content.toByteArray();
    }

    private static Set<String> names(HttpServletRequest request, byte[] body) {
        var names = NamesIn.path(request.getRequestURI());
        names.addAll(NamesIn.request(body));
        return names;
    }

    /** The answer stays in the buffer: no one may see what is not yet committed. */
    private static StoredResponse carryOut(
            HttpServletRequest request, ContentCachingResponseWrapper response, FilterChain chain) {
        forget(response);
        try {
            chain.doFilter(request, response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (ServletException failed) {
            throw new IllegalStateException(failed);
        }
        var headers = new LinkedHashMap<String, String>();
        for (var name : KEPT) {
            var value = name.equals(HttpHeaders.CONTENT_TYPE) ? response.getContentType() : response.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return new StoredResponse(response.getStatus(), headers, response.getContentAsByteArray());
    }

    /** Forgets an answer: of an attempt that found the key in use, or of one that was not committed. */
    private static void forget(HttpServletResponse response) {
        response.resetBuffer();
        response.setHeader(HttpHeaders.LOCATION, null);
        response.setHeader(HttpHeaders.ETAG, null);
        response.setHeader(HttpHeaders.RETRY_AFTER, null);
        response.setHeader(HttpHeaders.CACHE_CONTROL, null);
    }

    private static void repeat(StoredResponse answer, ContentCachingResponseWrapper response) throws IOException {
        forget(response);
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setHeader("Idempotent-Replayed", "true");
        response.getOutputStream().write(answer.body());
    }
}
