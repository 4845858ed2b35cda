package dev.roster.support;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.ref.SoftReference;

/** Roster's own compiled classes, for tests about the code. Reading them takes seconds, so it is done once for all tests. */
public final class OwnClasses {
    private static SoftReference<JavaClasses> read = new SoftReference<>(null);

    private OwnClasses() {}

    /** All of them, except those of the tests. */
    public static synchronized JavaClasses all() {
        var classes = read.get();
        if (classes == null) {
            classes = new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.roster");
            read = new SoftReference<>(classes);
        }
        return classes;
    }
}
