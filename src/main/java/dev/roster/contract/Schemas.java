package dev.roster.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.roster.api.AllOr;
import dev.roster.api.Listing;
import dev.roster.api.Shape;
import dev.roster.organization.SecondFactor;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns the records of bodies into JSON Schemas (draft 2020-12), each under its own name. */
final class Schemas {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ContractTexts texts;
    private final Map<String, ObjectNode> made = new TreeMap<>();
    private final Map<String, String> types = new TreeMap<>();

    Schemas(ContractTexts texts) {
        this.texts = texts;
    }

    /** All schemas by name, once they are built. */
    Map<String, ObjectNode> made() {
        return made;
    }

    /** What was described and built, by type. */
    Map<String, String> types() {
        return types;
    }

    /** @param sent whether it is the body of a request, in which optional members may be left out */
    ObjectNode of(Type type, boolean sent) {
        if (isListing(type)) {
            return reference(listing(item(type)));
        }
        if (type instanceof ParameterizedType generic) {
            return generic(generic, sent);
        }
        var plain = (Class<?>) type;
        if (plain == AllOr.class) {
            return SimpleTypes.allOr();
        }
        if (plain == SecondFactor.class) {
            return SimpleTypes.secondFactor();
        }
        return plain.isRecord() && !SimpleTypes.isId(plain) ? reference(record(plain, sent)) : SimpleTypes.of(plain);
    }

    private ObjectNode generic(ParameterizedType type, boolean sent) {
        if (type.getRawType() == Map.class) {
            return JSON.objectNode().put("type", "object").put("additionalProperties", true);
        }
        if (!Collection.class.isAssignableFrom((Class<?>) type.getRawType())) {
            throw new IllegalStateException("no schema for " + type);
        }
        var list = JSON.objectNode().put("type", "array");
        list.set("items", of(type.getActualTypeArguments()[0], sent));
        return list;
    }

    private String listing(Type item) {
        var name = text((Class<?>) item).name() + "List";
        if (!made.containsKey(name)) {
            made.put(name, page(item));
        }
        return name;
    }

    private ObjectNode page(Type item) {
        var page = JSON.objectNode().put("type", "object").put("description", "A page of a list.");
        var members = page.putObject("properties");
        members.putObject("items").put("type", "array").set("items", of(item, false));
        members.set("next", SchemaBounds.nullable(SimpleTypes.of(String.class)))
                .withObjectProperty("next")
                .put("description", "The value of `after` for the next page; null on the last page.");
        members.set("total", SimpleTypes.of(long.class))
                .withObjectProperty("total")
                .put("description", "How many there are in all; only where `count=true` asked for it.");
        page.putArray("required").add("items").add("next");
        page.put("additionalProperties", false);
        page.putArray("examples")
                .addObject()
                .putNull("next")
                .putArray("items")
                .add(text((Class<?>) item).shown());
        return page;
    }

    private String record(Class<?> type, boolean sent) {
        var text = text(type);
        types.put(key(type), text.name());
        if (made.containsKey(text.name())) {
            return text.name();
        }
        var schema = JSON.objectNode();
        made.put(text.name(), schema); // before its members, which may refer back to it
        schema.put("type", "object").put("description", text.description());
        var members = schema.putObject("properties");
        var required = JSON.arrayNode();
        for (var component : type.getRecordComponents()) {
            var name = name(component);
            members.set(name, described(member(component, sent), text, name));
            if (sent ? isRequired(component) : annotation(component, JsonInclude.class) == null) {
                required.add(name);
            }
        }
        text.requireMembers(members);
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        schema.put("additionalProperties", false);
        schema.putArray("examples").add(text.shown());
        return text.name();
    }

    private ObjectNode member(RecordComponent component, boolean sent) {
        var schema = of(component.getGenericType(), sent);
        var shape = component.getAnnotation(Shape.class);
        if (shape != null) {
            SchemaBounds.put(schema, shape);
        }
        boolean mayBeNull = component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && (sent ? takesNull(component) : annotation(component, JsonInclude.class) == null);
        return mayBeNull ? SchemaBounds.nullable(schema) : schema;
    }

    private static ObjectNode described(ObjectNode schema, ContractTexts.Schema text, String member) {
        var description = text.membersOrNone().get(member);
        return description == null ? schema : schema.put("description", description);
    }

    /** A required member can still be null if null means: none. */
    private static boolean takesNull(RecordComponent component) {
        return !isRequired(component) || annotation(component, JsonDeserialize.class) != null;
    }

    private static boolean isRequired(RecordComponent component) {
        var shape = component.getAnnotation(Shape.class);
        return shape != null && shape.required();
    }

    private static String name(RecordComponent component) {
        var property = annotation(component, JsonProperty.class);
        return property == null ? component.getName() : property.value();
    }

    /** Jackson's annotations are on the field that the compiler generates for a component. */
    private static <A extends Annotation> @Nullable A annotation(RecordComponent component, Class<A> wanted) {
        AnnotatedElement accessor = component.getAccessor();
        return accessor.getAnnotation(wanted);
    }

    private static ObjectNode reference(String name) {
        return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private ContractTexts.Schema text(Class<?> type) {
        return texts.schema(key(type));
    }

    private static String key(Class<?> type) {
        return type.getCanonicalName().substring("dev.roster.".length());
    }

    private static boolean isListing(Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() == Listing.class;
    }

    private static Type item(Type listing) {
        return List.of(((ParameterizedType) listing).getActualTypeArguments()).getFirst();
    }
}
