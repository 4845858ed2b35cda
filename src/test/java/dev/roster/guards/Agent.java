package dev.roster.guards;

import java.io.IOException;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes.Name;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** Replaces classes of a running server: starting one costs more than most of the tests do. */
final class Agent {
    private static @Nullable Instrumentation instrumentation;

    private Agent() {}

    /** Called by the virtual machine before anything else. */
    public static void premain(String arguments, Instrumentation given) {
        instrumentation = given;
    }

    /** An agent is a jar whose manifest names it; the class itself is elsewhere on the class path. */
    static void writeJar(Path jar) throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", Agent.class.getName());
        attributes.putValue("Can-Redefine-Classes", "true");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.finish();
        }
    }

    /** The classes in this folder replace those with the same name. */
    static void redefine(Path classes, ClassLoader loader)
            throws IOException, ClassNotFoundException, UnmodifiableClassException {
        var definitions = new ArrayList<ClassDefinition>();
        for (var file : files(classes)) {
            var name = classes.relativize(file).toString().replace(".class", "").replace('/', '.');
            definitions.add(new ClassDefinition(loader.loadClass(name), Files.readAllBytes(file)));
        }
        Objects.requireNonNull(instrumentation).redefineClasses(definitions.toArray(ClassDefinition[]::new));
    }

    private static List<Path> files(Path classes) throws IOException {
        try (var files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }
}
