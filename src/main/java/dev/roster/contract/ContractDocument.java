package dev.roster.contract;

import dev.roster.http.Languages;
import dev.roster.installation.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The API contract as an OpenAPI 3.1 document, generated on first use. */
@Component
class ContractDocument {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private final Languages languages;
    private final Settings settings;
    private final Supplier<ObjectNode> document = SingletonSupplier.of(this::made);
    private final Supplier<byte[]> written = SingletonSupplier.of(this::write);

    /** The mappings are resolved lazily: they come from the controllers, one of which serves this. */
    ContractDocument(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings,
            Languages languages,
            Settings settings) {
        this.mappings = mappings;
        this.languages = languages;
        this.settings = settings;
    }

    JsonNode json() {
        return document.get();
    }

    /** The document as it is served and kept in the repository. */
    byte[] written() {
        return written.get();
    }

    private byte[] write() {
        return (JsonText.of(document.get()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode made() {
        var texts = ContractTexts.read();
        var schemas = new Schemas(texts);
        var problems = new ProblemExamples(languages.in("en"), texts.problems());
        var responses = new ResponsesObject(schemas, problems);
        var parameters = new Parameters(texts.parameters());
        var paths = JSON.objectNode();
        for (var operation : Operations.of(mappings.getObject(), texts)) {
            var path = paths.path(operation.path()) instanceof ObjectNode there
                    ? there
                    : paths.putObject(operation.path());
            path.set(operation.method().toLowerCase(Locale.ROOT), operation(operation, schemas, parameters, responses));
        }
        parameters.requireAllUsed();
        requireAllUsed("schemas", texts.schemas().keySet(), schemas.types().keySet());
        requireAllUsed(
                "problems",
                texts.problems().keySet(),
                Set.copyOf(problems.shown().propertyNames()));
        var document = head(texts, settings.publicPath());
        document.set("paths", paths);
        document.set("components", components(schemas, responses, problems));
        return document;
    }

    private static ObjectNode operation(
            Operation operation, Schemas schemas, Parameters parameters, ResponsesObject responses) {
        var told = operation.texts();
        var json = JSON.objectNode().put("operationId", told.id()).put("summary", told.summary());
        if (told.description() != null) {
            json.put("description", told.description().strip());
        }
        json.putArray("tags").add(operation.resource());
        var all = parameters.of(operation);
        if (!all.isEmpty()) {
            json.set("parameters", all);
        }
        operation.body().ifPresent(body -> {
            var annotation = body.getParameterAnnotation(RequestBody.class);
            var request = json.putObject("requestBody").put("required", annotation != null && annotation.required());
            var content = request.putObject("content").putObject("application/json");
            content.set("schema", schemas.of(body.getGenericParameterType(), true));
        });
        if (!operation.files().isEmpty()) {
            var content = json.putObject("requestBody").put("required", true).putObject("content");
            operation
                    .files()
                    .forEach(type -> content.putObject(type).putObject("schema").put("type", "string"));
        }
        json.set("responses", responses.of(operation));
        return json;
    }

    private static ObjectNode head(ContractTexts texts, String server) {
        var document = JSON.objectNode().put("openapi", "3.1.1");
        document.putObject("info")
                .put("title", texts.title())
                .put("version", "1")
                .put("description", texts.description().strip())
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", server.isEmpty() ? "/" : server);
        document.putArray("security").addObject().putArray("token");
        var tags = document.putArray("tags");
        texts.resources()
                .forEach(resource -> tags.addObject()
                        .put("name", resource.name())
                        .put("description", resource.description().strip()));
        return document;
    }

    private static ObjectNode components(Schemas schemas, ResponsesObject responses, ProblemExamples problems) {
        var components = JSON.objectNode();
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "An API token of an organization or of the operator.");
        var all = components.putObject("schemas");
        schemas.made().forEach(all::set);
        all.set("Problem", ProblemSchema.of(problems.value("invalid")));
        components.set("examples", problems.shown());
        var shared = components.putObject("responses");
        responses.shared().forEach(shared::set);
        components.set("headers", ProblemSchema.headers());
        return components;
    }

    private static void requireAllUsed(String what, Set<String> described, Set<String> used) {
        if (!used.containsAll(described)) {
            throw new IllegalStateException("contract.yaml describes %s that do not exist: %s"
                    .formatted(
                            what,
                            described.stream()
                                    .filter(name -> !used.contains(name))
                                    .toList()));
        }
    }
}
