package dev.roster.http;

import dev.roster.access.Permission;
import dev.roster.shared.InvalidException;
import dev.roster.shared.InvalidException.FieldError;
import dev.roster.shared.Problem;
import dev.roster.shared.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem: as JSON for programs (RFC 9457), as a page with the same sentence for people. */
@Component
public final class Problems {
    private final ProblemPage page;
    private final Languages languages;
    private final JsonMapper json;

    Problems(ProblemPage page, Languages languages, JsonMapper json) {
        this.page = page;
        this.languages = languages;
        this.json = json;
    }

    /** The sentence for people. Arguments that are keys are replaced by the problem's words for them. */
    public static String sentence(Texts texts, ProblemException thrown) {
        return sentence(texts, "problem." + thrown.problem().code(), thrown.arguments());
    }

    /** The same, if only the message key and its arguments were stored. Some sentences say more if there are arguments. */
    public static String sentence(Texts texts, String key, List<Object> arguments) {
        var full = arguments.isEmpty() || !texts.has(key + ".told") ? key : key + ".told";
        return texts.get(
                full,
                arguments.stream().map(argument -> word(texts, key, argument)).toArray());
    }

    private static Object word(Texts texts, String key, Object argument) {
        if (argument instanceof Permission permission) {
            return texts.get("permission." + permission.key());
        }
        if (argument instanceof Collection<?> several) {
            return several.stream()
                    .map(each -> String.valueOf(word(texts, key, each)))
                    .collect(Collectors.joining(", "));
        }
        return texts.has(key + ".word." + argument) ? texts.get(key + ".word." + argument) : argument;
    }

    /** The error message of a field. */
    public static String sentence(Texts texts, FieldError error) {
        return sentence(texts, "invalid." + error.code(), error.arguments());
    }

    public void write(HttpServletRequest request, HttpServletResponse response, ProblemException thrown)
            throws IOException {
        var texts = texts(request, response);
        write(request, response, thrown.problem(), sentence(texts, thrown), thrown.details());
    }

    public void write(HttpServletRequest request, HttpServletResponse response, InvalidException thrown)
            throws IOException {
        var texts = texts(request, response);
        var errors = thrown.errors().stream()
                .map(e -> new FieldJson(e.field(), e.code(), sentence(texts, e)))
                .toList();
        write(request, response, WebProblem.INVALID, sentence(request, texts, thrown), Map.of("errors", errors));
    }

    /** All field errors, each sentence once, for a page without fields. */
    public static String sentence(Texts texts, InvalidException thrown) {
        return thrown.errors().stream()
                .map(error -> sentence(texts, error))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private record FieldJson(String field, String code, String message) {}

    /** Programs get each error with its field; a page without fields shows them all. */
    private static String sentence(HttpServletRequest request, Texts texts, InvalidException thrown) {
        return isApi(request) || thrown.errors().isEmpty() ? texts.get("problem.invalid") : sentence(texts, thrown);
    }

    private void write(
            HttpServletRequest request,
            HttpServletResponse response,
            Problem problem,
            String sentence,
            Map<String, Object> details)
            throws IOException {
        response.setStatus(problem.status());
        response.setHeader("Cache-Control", "no-store");
        if (details.get("retryAfter") instanceof Number seconds) {
            response.setHeader("Retry-After", seconds.toString());
        }
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        var texts = texts(request, response);
        var title = texts.get("problem." + problem.code() + ".title");
        if (isApi(request)) {
            var body = new LinkedHashMap<String, Object>();
            body.put("type", PublicPath.of(request) + "/problems/" + problem.code());
            body.put("title", title);
            body.put("status", problem.status());
            body.put("detail", sentence);
            body.put("code", problem.code());
            body.put("requestId", RequestIds.of(request));
            body.putAll(details);
            if (problem.status() == HttpStatus.UNAUTHORIZED.value()) {
                response.setHeader("WWW-Authenticate", "Bearer");
            }
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(json.writeValueAsBytes(body));
            return;
        }
        page.write(request, response, problem.status(), title, sentence);
    }

    /** Programs get English: their developers look the code up. */
    private Texts texts(HttpServletRequest request, HttpServletResponse response) {
        return isApi(request) ? languages.in("en") : page.texts(request, response);
    }

    public static boolean isApi(HttpServletRequest request) {
        return RoutedPath.of(request).isApi();
    }
}
