package dev.roster.http;

import com.fasterxml.jackson.annotation.Nulls;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads request bodies strictly: no unknown or duplicate members and no type coercion. JSON from the database is read by the
 * mapper that wrote it.
 */
@Configuration(proxyBeanMethods = false)
class JsonInput {

    @Bean
    StrictJson strictJson(JsonMapper json) {
        return new StrictJson(strict(json));
    }

    @Bean
    ServerHttpMessageConvertersCustomizer strictBodies(StrictJson json) {
        // Presets are YAML, and the YAML mapper would otherwise be asked to read bodies as well, with none of this
        // strictness.
        return converters -> converters
                .withJsonConverter(new JacksonJsonHttpMessageConverter(json.mapper()))
                .configureMessageConvertersList(
                        all -> all.removeIf(any -> any.getSupportedMediaTypes().contains(MediaType.APPLICATION_YAML)));
    }

    /** JSON has one encoding and no versions (RFC 8259): a client that accepts it with parameters gets it without them. */
    @Bean
    WebMvcConfigurer acceptWithoutParameters() {
        var header = new HeaderContentNegotiationStrategy();
        ContentNegotiationStrategy withoutParameters = request -> header.resolveMediaTypes(request).stream()
                .map(type -> new MediaType(type, Map.of("q", String.valueOf(type.getQualityValue()))))
                .toList();
        return new WebMvcConfigurer() {
            @Override
            public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
                negotiation.strategies(List.of(withoutParameters));
            }
        };
    }

    private static JsonMapper strict(JsonMapper json) {
        return json.rebuild()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
                .addModule(new SimpleModule("text")
                        .addDeserializer(String.class, new StorableText())
                        .addSerializer(Instant.class, new TimeText()))
                .build();
    }

    /** The answer to a body that could not be read. */
    static RuntimeException refusal(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ProblemException problem -> {
                    return problem;
                }
                case MismatchedInputException mismatched
                when !mismatched.getPath().isEmpty() -> {
                    return InvalidException.of(field(mismatched), code(mismatched));
                }
                // A number out of the range of the field's type.
                case InputCoercionException tooLarge
                when !tooLarge.getPath().isEmpty() -> {
                    return InvalidException.of(field(tooLarge), "type");
                }
                default -> {}
            }
        }
        return WebProblem.MALFORMED.with();
    }

    private static String field(JacksonException thrown) {
        return thrown.getPath().stream()
                .map(JsonInput::step)
                .collect(Collectors.joining())
                .substring(1);
    }

    private static String step(Reference reference) {
        return reference.getPropertyName() == null
                ? ".%d".formatted(reference.getIndex())
                : "." + reference.getPropertyName();
    }

    private static String code(MismatchedInputException thrown) {
        if (thrown instanceof UnrecognizedPropertyException) {
            return "unknown";
        }
        boolean unstorable = thrown instanceof InvalidFormatException format
                && format.getTargetType() == String.class
                && format.getValue() instanceof String;
        return unstorable ? "control-characters" : "type";
    }

    private static final class TimeText extends StdScalarSerializer<Instant> {
        TimeText() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant at, JsonGenerator json, SerializationContext context) {
            json.writeString(IsoTime.of(at));
        }
    }

    /** PostgreSQL stores neither NUL nor unpaired surrogates: refused once here instead of in each field. */
    private static final class StorableText extends StdScalarDeserializer<String> {
        StorableText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (String) context.handleUnexpectedToken(getValueType(context), parser);
            }
            var text = parser.getString();
            boolean storable = text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
            if (!storable) {
                throw InvalidFormatException.from(parser, "not storable", text, String.class);
            }
            return text;
        }
    }
}
