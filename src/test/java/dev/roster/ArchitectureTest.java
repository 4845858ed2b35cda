package dev.roster;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.roster.access.Actor;
import dev.roster.access.Authority;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.Ids;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Problem;
import dev.roster.shared.ProblemException;
import dev.roster.support.Floors;
import dev.roster.support.OwnClasses;
import dev.roster.support.PartitionedSchema;
import gg.jte.models.runtime.JteModel;
import java.io.IOException;
import java.net.IDN;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseBody;

/** Rules that hold everywhere in the code, so that readers can rely on them. */
@Tag("fast")
class ArchitectureTest {
    /** The classes that jte generates from templates: below every package, but using types from above. */
    private static final DescribedPredicate<JavaClass> GENERATED = resideInAPackage("dev.roster.templates..");

    private static final DescribedPredicate<JavaClass> REPOSITORY =
            describe("a repository", c -> outermost(c).getSimpleName().endsWith("Repository"));

    private static final JavaClasses OURS = OwnClasses.all().that(not(GENERATED));

    @Test
    void packages_depend_only_as_declared() {
        var modules = ApplicationModules.of(RosterApplication.class, GENERATED);

        assertThat(modules.stream().map(m -> m.getIdentifier().toString()))
                .contains("shared", "access", "http", "audit", "organization", "role", "person", "rights", "people");
        modules.verify();
    }

    @Test
    void every_package_declares_what_it_depends_on() throws IOException {
        try (var packages = Files.list(Path.of("src/main/java/dev/roster"))) {
            assertThat(packages.filter(Files::isDirectory))
                    .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                            .content()
                            .contains("@NullMarked")
                            .containsPattern("@ApplicationModule\\(\\s*allowedDependencies"));
        }
    }

    @Test
    void packages_depend_only_on_those_below() {
        var declared = Pattern.compile("\"(\\w+)\"");
        assertThat(Floors.FROM_THE_GROUND).allSatisfy(name -> {
            var info = Files.readString(Path.of("src/main/java/dev/roster", name, "package-info.java"));
            assertThat(declared.matcher(info).results().map(found -> found.group(1)))
                    .as(name)
                    .allMatch(other -> Floors.FROM_THE_GROUND.indexOf(other) < Floors.FROM_THE_GROUND.indexOf(name));
        });
    }

    @Test
    void the_ground_is_small_and_knows_no_framework() throws IOException {
        try (var files = Files.list(Path.of("src/main/java/dev/roster/shared"))) {
            assertThat(files.filter(file -> !file.endsWith("package-info.java")))
                    .hasSizeLessThanOrEqualTo(17);
        }
        noClasses()
                .that()
                .resideInAPackage("dev.roster.shared")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(OURS);
    }

    @Test
    void no_room_has_more_than_twenty_five_files() throws IOException {
        try (var rooms = Files.list(Path.of("src/main/java/dev/roster"))) {
            for (var room : rooms.filter(Files::isDirectory).toList()) {
                try (var files = Files.list(room)) {
                    assertThat(files.filter(file -> !file.endsWith("package-info.java")))
                            .as("%s", room.getFileName())
                            .hasSizeLessThanOrEqualTo(25);
                }
            }
        }
    }

    @Test
    void no_class_works_with_more_than_seven_others() {
        constructors()
                .that()
                .areDeclaredInClassesThat()
                .areMetaAnnotatedWith(Component.class)
                .should(new ArchCondition<>("have at most seven parameters") {
                    @Override
                    public void check(JavaConstructor constructor, ConditionEvents events) {
                        int parameters = constructor.getRawParameterTypes().size();
                        if (parameters > 7) {
                            events.add(SimpleConditionEvent.violated(constructor, constructor.getFullName()));
                        }
                    }
                })
                .check(OURS);
    }

    @Test
    void bounds_of_texts_stand_in_one_place() throws IOException {
        var literal = Pattern.compile(
                "@Shape\\([^)]*(?:most = \\d|least = (?:[2-9]|\\d\\d))|maxlength ?= ?\"?\\d|(?:MAX|LONGEST)_(?:NAME|SEARCH)_?\\w* = \\d");
        try (var files = Files.walk(Path.of("src/main"))) {
            for (var file : files.filter(path -> path.toString().matches(".*\\.(java|jte)"))
                    .toList()) {
                assertThat(literal.matcher(Files.readString(file)).results().map(MatchResult::group))
                        .as("%s: use Bounds", file)
                        .isEmpty();
            }
        }
    }

    @Test
    void every_query_names_its_organization() {
        methods()
                .that()
                .areDeclaredInClassesThat(simpleNameEndingWith("Repository"))
                .and()
                .areNotPrivate()
                .and(not(describe("synthetic", m -> m.reflect().isSynthetic())))
                .and()
                .areNotAnnotatedWith(AcrossOrganizations.class)
                .and(describe("a query", ArchitectureTest::reachesTheDatabase))
                .should(takeFirst(OrganizationId.class, OrganizationPermit.class))
                .check(OURS);
    }

    @Test
    void whatever_writes_has_been_granted() {
        methods()
                .that()
                .areDeclaredInClassesThat(simpleNameEndingWith("Repository"))
                .and()
                .areNotAnnotatedWith(AcrossOrganizations.class)
                .and(describe("a write", ArchitectureTest::writes))
                .should(takeFirst(OrganizationPermit.class))
                .check(OURS);
    }

    @Test
    void whatever_is_given_an_organization_goes_by_it() {
        methods()
                .that()
                .areDeclaredInClassesThat(simpleNameEndingWith("Repository"))
                .and()
                .areNotAnnotatedWith(AcrossOrganizations.class)
                .and(describe("a query", ArchitectureTest::reachesTheDatabase))
                .and(describe("for an organization", ArchitectureTest::isForAnOrganization))
                .should(new ArchCondition<>("ask which organization it is for") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean asked = method.getCallsFromSelf().stream()
                                .map(JavaCall::getTarget)
                                .anyMatch(target -> isOrganizationAsked(target) || takesOrganization(method, target));
                        events.add(
                                new SimpleConditionEvent(method, asked, method.getFullName() + " does not look at it"));
                    }
                })
                .check(OURS);
    }

    /** Otherwise the holder of a permit could make it say anything. */
    @Test
    void permits_are_made_by_actors_and_those_of_jobs_by_few() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.roster.access")
                .should()
                .callConstructorWhere(
                        describe("of a permit", call -> call.getTargetOwner().isAssignableTo(Permit.class)))
                .check(OURS);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.roster.company.GrantRecords")
                .and()
                .doNotHaveFullyQualifiedName("dev.roster.organization.Parents")
                .and()
                .doNotHaveFullyQualifiedName("dev.roster.apitoken.TokenRecords")
                .and()
                .doNotHaveFullyQualifiedName("dev.roster.notice.Appointments")
                .should()
                .callMethodWhere(describe(
                        "what holds in another organization",
                        call -> call.getTarget().getName().equals("asEffectIn")))
                .check(OURS);
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.roster.jobs",
                        "dev.roster.setup",
                        "dev.roster.command",
                        "dev.roster.mail",
                        "dev.roster.imports",
                        "dev.roster.oidc",
                        "dev.roster.signing",
                        "dev.roster.signin",
                        "dev.roster.rights")
                .should()
                .callConstructor(Actor.Job.class, String.class)
                .check(OURS);
    }

    /** ADR 1: there is one answer to who may act on whom, and what may be handed out. */
    @Test
    void who_governs_what_is_decided_in_one_place() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.roster.access", "dev.roster.rights")
                .and()
                .doNotHaveFullyQualifiedName("dev.roster.apitoken.MeApi") // tells a token what it governs
                .should()
                .accessTargetWhere(describe(
                        "what an authority governs",
                        access -> access.getTargetOwner().isEquivalentTo(Authority.class)
                                && List.of("governs", "covers").contains(access.getName())))
                .check(OURS);
    }

    @Test
    void every_exception_to_that_says_why() {
        methods()
                .that()
                .areAnnotatedWith(AcrossOrganizations.class)
                .should(new ArchCondition<>("say why") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        var because = method.getAnnotationOfType(AcrossOrganizations.class.getName())
                                .get("because");
                        boolean said = because.map(String::valueOf).orElse("").split(" ").length > 3;
                        events.add(new SimpleConditionEvent(method, said, method.getFullName() + " says no reason"));
                    }
                })
                .check(OURS);
    }

    @Test
    void docs_say_what_each_exception_costs_on_spread_tables() throws IOException {
        var listed = Pattern.compile("(?m)^- `(\\w+)`: (.+)$")
                .matcher(Files.readString(Path.of("docs/operations/scale.md")))
                .results()
                .flatMap(line -> Arrays.stream(line.group(2).split(", "))
                        .map(method -> line.group(1) + "." + method.replace("`", "")));
        var exceptions = OURS.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(AcrossOrganizations.class))
                .map(method -> method.getOwner().getSimpleName() + "." + method.getName())
                .distinct()
                .toList();

        assertThat(listed).as("docs/operations/scale.md").containsExactlyInAnyOrderElementsOf(exceptions);
    }

    @Test
    void docs_give_the_key_of_each_table_and_whatever_an_organization_owns_is_spread_by_it() throws IOException {
        var keys = PartitionedSchema.keys();
        var definitions = PartitionedSchema.definitions();

        assertThat(keys).as("docs/operations/scale.md").containsOnlyKeys(definitions.keySet());
        assertThat(definitions.entrySet())
                .filteredOn(table -> table.getValue()
                        .startsWith("    organization_id", table.getValue().indexOf('\n') + 1))
                .hasSizeGreaterThan(15)
                .allSatisfy(table -> assertThat(keys).containsEntry(table.getKey(), "organization_id"));
    }

    @Test
    void sql_stays_in_repositories() {
        noClasses()
                .that(not(REPOSITORY))
                .and()
                .resideOutsideOfPackages("dev.roster.installation", "dev.roster.standby") // the database itself
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.jdbc.core..", "java.sql..")
                .check(OURS);
    }

    @Test
    void names_say_what_things_are() {
        noClasses()
                .that()
                .areTopLevelClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helpers?|Manager|Mapper|Dto|DTO|Service)")
                .check(OURS);
        classes()
                .that()
                .implement(Problem.class)
                .should()
                .beEnums()
                .andShould()
                .haveSimpleNameEndingWith("Problem")
                .check(OURS);
        classes()
                .that()
                .areAnnotatedWith(Controller.class)
                .and()
                .haveSimpleNameNotEndingWith("Advice")
                .should()
                .haveSimpleNameEndingWith("Pages")
                .orShould()
                .haveSimpleNameEndingWith("Api")
                .orShould()
                .haveSimpleName("ProblemTypes")
                .check(OURS);
    }

    /** Except ids, which are ordered by the machine's time, whatever time a test has set. */
    @Test
    void time_is_injected() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Ids.class)
                .should()
                .callMethodWhere(targets("now", "java.time"))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callConstructor(Date.class)
                .check(OURS);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.roster.installation")
                .should()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .check(OURS);
    }

    /** Java's own is IDNA2003, which sends email for {@code straße.example} to {@code strasse.example}. */
    @Test
    void domains_are_idna2008() {
        noClasses().should().dependOnClassesThat().belongToAnyOf(IDN.class).check(OURS);
    }

    /** A page or an API method that opens a transaction would hold its connection while it renders. */
    @Test
    void transactions_begin_in_operations() {
        noMethods()
                .that()
                .areDeclaredInClassesThat(describe(
                        "pages, APIs and repositories",
                        c -> List.of("Pages", "Api", "Repository").stream().anyMatch(c.getSimpleName()::endsWith)))
                .should()
                .beAnnotatedWith(Transactional.class)
                .check(OURS);
    }

    /** The answer to a refused form is written once, in {@code ui/Forms}; the exceptions give their reasons. */
    @Test
    void pages_leave_refusals_to_forms() {
        var refusals = List.of(InvalidException.class.getName(), ProblemException.class.getName());
        assertThat(OURS.stream()
                        .filter(type -> type.getSimpleName().endsWith("Pages"))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getTryCatchBlocks().stream()
                                .flatMap(block -> block.getCaughtThrowables().stream())
                                .anyMatch(thrown -> refusals.contains(thrown.getName())))
                        .map(method -> method.getOwner().getSimpleName() + "." + method.getName()))
                .containsExactlyInAnyOrder(
                        "ReplyPages.unlessDead",
                        "NewImportPages.received",
                        "NewUserPages.address",
                        "SignInPages.unlessDead");
    }

    /** Spring would take a bare template for the model of a view that does not exist, and answer 404. */
    @Test
    void a_page_is_returned_as_an_answer() {
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Controller.class)
                .and()
                .areNotPrivate()
                .and()
                .areNotAnnotatedWith(ResponseBody.class)
                .should()
                .haveRawReturnType(JteModel.class)
                .check(OURS);
    }

    private static ArchCondition<JavaMethod> takeFirst(Class<?>... wanted) {
        return new ArchCondition<>("take first what says where it acts") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                var first = method.getRawParameterTypes().stream().findFirst();
                boolean named = first.isPresent() && List.of(wanted).stream().anyMatch(first.get()::isEquivalentTo);
                events.add(new SimpleConditionEvent(
                        method, named, method.getFullName() + " takes first " + first.map(JavaClass::getName)));
            }
        };
    }

    private static boolean isForAnOrganization(JavaMethod method) {
        return method.getRawParameterTypes().stream()
                .anyMatch(type ->
                        type.isEquivalentTo(OrganizationId.class) || type.isEquivalentTo(OrganizationPermit.class));
    }

    private static boolean isOrganizationAsked(AccessTarget target) {
        return target.getOwner().isEquivalentTo(OrganizationPermit.class)
                        && target.getName().equals("organization")
                || target.getOwner().isEquivalentTo(OrganizationId.class)
                        && target.getName().equals("value");
    }

    /** Passes the organization on to the code that requires it. */
    private static boolean takesOrganization(JavaMethod method, AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitCallTarget unit
                && unit.getRawParameterTypes().stream()
                        .anyMatch(type -> type.isEquivalentTo(OrganizationId.class)
                                || type.isEquivalentTo(OrganizationPermit.class))
                && (unit.getOwner().equals(method.getOwner())
                        || unit.getOwner().getSimpleName().equals("MemberQuery"));
    }

    private static boolean reachesTheDatabase(JavaMethod method) {
        return method.getCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().getPackageName().startsWith("org.springframework.jdbc"));
    }

    /** A lock changes nothing, and is sent as an update only because no one needs its result. */
    private static boolean writes(JavaMethod method) {
        boolean locks = method.getName().matches("(lock|share|hold)\\w*");
        return !locks
                && method.getCallsFromSelf().stream()
                        .map(JavaCall::getTarget)
                        .anyMatch(target -> target.getOwner().isEquivalentTo(StatementSpec.class)
                                && target.getName().equals("update"));
    }

    /** A call without an argument: {@code Instant.now(clock)} is allowed. */
    private static DescribedPredicate<JavaCall<?>> targets(String name, String packageName) {
        return describe("the system's %s() of %s".formatted(name, packageName), call -> {
            AccessTarget.CodeUnitCallTarget target = call.getTarget();
            return target.getName().equals(name)
                    && target.getOwner().getPackageName().equals(packageName)
                    && target.getRawParameterTypes().isEmpty();
        });
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }
}
