package dev.roster.contract;

import dev.roster.access.Actor;
import dev.roster.api.Responses;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;

/** A route of the API: what its method declares and how it is described. */
record Operation(String method, String path, HandlerMethod handler, String resource, ContractTexts.Operation texts) {

    List<MethodParameter> parametersWith(Class<? extends Annotation> annotation) {
        return Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(annotation))
                .toList();
    }

    Optional<MethodParameter> body() {
        return parametersWith(RequestBody.class).stream().findFirst();
    }

    /** The names between braces in the path. */
    List<String> variables() {
        return Arrays.stream(path.split("/"))
                .filter(part -> part.startsWith("{"))
                .map(part -> part.substring(1, part.length() - 1))
                .toList();
    }

    /** The media types of a body that is a file rather than JSON; otherwise empty. */
    List<String> files() {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        return mapping == null ? List.of() : List.of(mapping.consumes());
    }

    /** The success statuses. */
    int[] statuses() {
        var answers = answers();
        if (answers.isPresent() && answers.get().status().length > 0) {
            return answers.get().status();
        }
        var declared = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), ResponseStatus.class);
        return new int[] {declared == null ? 200 : declared.code().value()};
    }

    boolean tagged() {
        return answers().map(Responses::tagged).orElse(false);
    }

    /** Whether Spring answers 304 on its own to clients that have this version already (RFC 9110, section 13.1.2). */
    boolean revalidates() {
        return tagged() && method.equals("GET");
    }

    /** The type of the response body; {@code void} for none. */
    Type answer() {
        var type = handler.getMethod().getGenericReturnType();
        return type instanceof ParameterizedType generic && generic.getRawType() == ResponseEntity.class
                ? generic.getActualTypeArguments()[0]
                : type;
    }

    /** The media type of the response body. */
    String mediaType() {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        return mapping == null || mapping.produces().length == 0
                ? MediaType.APPLICATION_JSON_VALUE
                : mapping.produces()[0];
    }

    /** Whether the response is a file that is streamed: text of its own kind rather than JSON. */
    boolean isFile() {
        return !mediaType().equals(MediaType.APPLICATION_JSON_VALUE);
    }

    /** The codes of all possible problems, including those of every route. */
    Stream<String> problems() {
        var own = answers().map(Responses::value).stream().flatMap(Arrays::stream);
        return Stream.of(
                        Stream.of(
                                "malformed",
                                "unauthenticated",
                                "not-acceptable",
                                "too-large",
                                "address-too-long",
                                "invalid",
                                "fault"),
                        asksWhoActs() ? Stream.of("not-found") : Stream.<String>empty(),
                        body().isPresent() || !files().isEmpty()
                                ? Stream.of("unsupported-media-type")
                                : Stream.<String>empty(),
                        takesVersion() ? Stream.of("precondition-failed") : Stream.<String>empty(),
                        isKept()
                                ? Stream.of(
                                        "idempotency-key-in-use",
                                        "idempotency-key-reused",
                                        "idempotency-answer-erased",
                                        "answer-withheld")
                                : Stream.<String>empty(),
                        own)
                .flatMap(codes -> codes);
    }

    /** Whether its response is kept for retries with the same {@code Idempotency-Key}. */
    boolean isKept() {
        return method.equals("POST");
    }

    /** Whether it asks for the actor: then it serves something that not everyone may see. */
    private boolean asksWhoActs() {
        return Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == Actor.class);
    }

    private boolean takesVersion() {
        return parametersWith(RequestHeader.class).stream()
                .map(parameter -> parameter.getParameterAnnotation(RequestHeader.class))
                .anyMatch(header -> header != null && header.name().equals(HttpHeaders.IF_MATCH));
    }

    private Optional<Responses> answers() {
        return Optional.ofNullable(handler.getMethodAnnotation(Responses.class));
    }
}
