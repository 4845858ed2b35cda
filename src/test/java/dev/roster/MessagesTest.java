package dev.roster;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.access.Permission;
import dev.roster.apitoken.ApiTokenForm;
import dev.roster.audit.AuditAction;
import dev.roster.auditlog.AuditQuery;
import dev.roster.credentials.AddressAnswer;
import dev.roster.directory.BuiltInView;
import dev.roster.directory.BulkAction;
import dev.roster.directory.LinkState;
import dev.roster.directory.UserListView;
import dev.roster.files.FileFormat;
import dev.roster.groups.GroupView;
import dev.roster.groups.NewGroupStep;
import dev.roster.http.Languages;
import dev.roster.importfile.CsvHeader;
import dev.roster.importfile.Encodings;
import dev.roster.link.LinkProblem;
import dev.roster.mail.MailStatus;
import dev.roster.membership.ListStatus;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.Transition;
import dev.roster.organization.Onboarding;
import dev.roster.organization.Policy;
import dev.roster.organization.Presets;
import dev.roster.password.CharacterClass;
import dev.roster.password.PasswordFlaw;
import dev.roster.people.MemberAction;
import dev.roster.roles.RoleFormView;
import dev.roster.shared.Problem;
import dev.roster.support.OwnClasses;
import dev.roster.undo.Undo;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The texts are complete: none is missing, none is unused, and both languages have the same ones. */
@Tag("fast")
class MessagesTest {
    private static final Pattern LITERAL = Pattern.compile("\"([^\"\\\\\\n]*)\"");
    private static final Pattern ASKED = Pattern.compile("(?:\\bt|[tT]exts(?:\\(\\))?\\.(?:get|has)|Flash\\.leave)\\(");
    private static final Pattern CONSTANT = Pattern.compile("\\w+\\.[A-Z_]+");
    private static final Pattern PREFIX = Pattern.compile("\"([a-z][\\w-]*\\.(?:[\\w-]+\\.)*)\" *\\+");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");
    private static final Pattern STILTED =
            Pattern.compile("(?i)\\b(?:whoever|somebody|please|e-mails?|user names?)\\b");
    private static final Pattern LONE_APOSTROPHE = Pattern.compile("(?<!')'(?![{}'])");

    private static final Path MESSAGES = Path.of("src/main/resources/messages");

    /** Confirmed on pages of their own. */
    private static final Set<MemberAction> INVITATION_ACTIONS =
            Set.of(MemberAction.COPY_INVITATION_LINK, MemberAction.RESEND_INVITATION, MemberAction.SEND_NEW_INVITATION);

    /** Show their result, or lead to a tab. */
    private static final Set<MemberAction> SAYS_IT_OTHERWISE =
            Set.of(MemberAction.REGENERATE_PASSWORD, MemberAction.COPY_INVITATION_LINK, MemberAction.CHANGE_GROUPS);

    private static final List<AuditAction> ACTIONS = constants(AuditAction.class);
    private static final List<String> ACTION_KEYS =
            ACTIONS.stream().map(AuditAction::action).toList();

    private static final String SOURCE = source();
    private static final Map<String, String> ENGLISH = read("");
    private static final Map<String, String> GERMAN = read("_de");

    /** Keys composed of a prefix and the key of some value; each of these must exist. */
    private static final Map<String, Stream<String>> FAMILIES = new TreeMap<>();

    static {
        family("oidc.scope.", Stream.of("profile", "email", "phone", "organization", "offline_access"));
        family("application.kind.", Stream.of("web", "spa", "native", "service"));
        family("apitoken.expires.", ApiTokenForm.EXPIRIES.stream());
        family("audit.", ACTION_KEYS.stream());
        family("audit.action.", ACTION_KEYS.stream());
        family(
                "audit.about.",
                ACTION_KEYS.stream()
                        .map(key -> key.substring(0, key.indexOf('.')))
                        .distinct());
        family("audit.onboarding.", onboardings());
        family("audit.query.", Arrays.stream(AuditQuery.Facet.values()).map(AuditQuery.Facet::key));
        family("audit.value.", Stream.of("yes", "no"));
        family("audit.change.", Stream.of("added", "changed", "removed"));
        family("audit.field.", keysBelow("audit.field.").filter(MessagesTest::isInTheCode));
        family("audit.job.", Stream.of("console"));
        family("bulk.action.", Arrays.stream(BulkAction.values()).map(BulkAction::key));
        family("bulk.text.", Arrays.stream(BulkAction.values()).map(BulkAction::key));
        family(
                "done.",
                Arrays.stream(MemberAction.values())
                        .filter(a -> !SAYS_IT_OTHERWISE.contains(a))
                        .map(MemberAction::key));
        family("export.format.", Arrays.stream(FileFormat.values()).map(FileFormat::key));
        family("imports.charset.", Stream.concat(Encodings.KEYS.stream(), Stream.of("hint", "unreadable")));
        family("imports.field.", CsvHeader.titles().stream());
        family("imports.outcome.", imported());
        family("imports.status.", Stream.of("queued", "running", "done", "failed"));
        family("imports.would.", imported());
        family(
                "invitation.confirm.",
                INVITATION_ACTIONS.stream().flatMap(a -> Stream.of(a.key() + ".title", a.key() + ".text")));
        family("invitation.dead.", Arrays.stream(LinkProblem.values()).map(LinkProblem::code));
        family(
                "invitation.none.",
                ListStatus.INVITATIONS.stream().flatMap(s -> Stream.of(s.key() + ".title", s.key() + ".text")));
        family("invitation.tab.", ListStatus.INVITATIONS.stream().map(ListStatus::key));
        family("user.filter.link.", Arrays.stream(LinkState.values()).map(LinkState::key));
        family("user.view.", Arrays.stream(BuiltInView.values()).map(BuiltInView::key));
        family("finder.section.", Stream.of("people", "groups", "roles", "companies", "actions", "pages"));
        family("done.undone.", Arrays.stream(Undo.What.values()).map(Undo.What::key));
        family("language.", Languages.TAGS.stream());
        family(
                "mail.kind.",
                Stream.of(
                        "set_password",
                        "reset_password",
                        "email_changed_old",
                        "email_changed_new",
                        "invitation",
                        "confirm_address",
                        "removed",
                        "deactivated",
                        "invitation_expired",
                        "password_given",
                        "factors_reset",
                        "factor_added",
                        "factor_removed",
                        "administrators",
                        "operator_created",
                        "token_created",
                        "renewal_request"));
        family("mail.set-password.", mail());
        family("mail.reset-password.", mail());
        family("mail.email-changed-old.", Stream.of("subject", "what.by", "what.other", "then"));
        family("mail.email-changed-new.", Stream.of("subject", "what.by", "what.other", "then", "button"));
        family("mail.removed.", Stream.of("subject", "what.by", "what.other", "then", "unexpected"));
        family("mail.deactivated.", Stream.of("subject", "what", "then", "unexpected"));
        family("mail.factors-reset.", Stream.of("subject", "what.by", "what.other", "then", "unexpected"));
        family("mail.factor-added.", Stream.of("subject", "what", "then", "unexpected"));
        family("mail.factor-removed.", Stream.of("subject", "what", "then", "unexpected"));
        family("mail.password-given.", Stream.of("subject", "what.by", "what.other", "then", "unexpected"));
        family("password.hint.", flawsShown());
        family("permission.", Arrays.stream(Permission.values()).map(Permission::key));
        family("policy.departure.", Arrays.stream(Policy.Departure.values()).map(MessagesTest::key));
        family("policy.class.", Arrays.stream(CharacterClass.values()).map(MessagesTest::key));
        family("policy.elsewhere.", withAbout(Policy.KnownElsewhere.values()));
        family("policy.form.", withAbout(Policy.FormKind.values()));
        family("policy.leave.", withAbout(Policy.Departure.values()));
        family("policy.name.", withAbout(Policy.NameFields.values()));
        family("policy.onboarding.", onboardings());
        family("policy.others.", withAbout(Policy.PasswordAdministration.values()));
        family("policy.second-factor.", Stream.of("optional", "required", "required_for"));
        family("policy.strength.", Stream.of("0", "1", "2", "3", "4"));
        family("policy.way.", withAbout(Onboarding.values()));
        family("preset.", Presets.KEYS.stream().flatMap(key -> Stream.of(key, key + ".summary")));
        family("problem.", problems().stream().flatMap(MessagesTest::problemKeys));
        FAMILIES.put("set-password.", Stream.of("title", "text"));
        family(
                "home.step.",
                Stream.of("backup", "mail", "operators", "organization", "people", "policy", "roles")
                        .flatMap(key -> Stream.of(key, key + ".about")));
        for (var plot : List.of("people", "sign-ins", "seen", "invitations")) {
            FAMILIES.put("home." + plot + ".", Stream.of("about"));
        }
        FAMILIES.put("reset-password.", Stream.of("title", "text"));
        family("role.compare.", Stream.of("one", "other"));
        family("role.section.", Arrays.stream(RoleFormView.Group.values()).map(RoleFormView.Group::key));
        family("setup.operator.password.", Stream.of("too-short", "too-weak", "breached", "personal"));
        family(
                "status.",
                Stream.concat(
                        Arrays.stream(MembershipStatus.values())
                                .filter(s -> s != MembershipStatus.ERASED)
                                .map(MembershipStatus::key),
                        Stream.concat(
                                Stream.of("expired", "blocked", "disabled"),
                                Arrays.stream(MailStatus.values()).map(MailStatus::key))));
        family("theme.", Stream.of("light", "dark", "system"));
        family("time.ago.", Stream.of("minutes", "hours", "days"));
        family("time.in.", Stream.of("minutes", "hours", "days"));
        family("user.action.", Arrays.stream(MemberAction.values()).map(MemberAction::key));
        family(
                "user.address.",
                Stream.concat(
                        Stream.of("invitable"),
                        Arrays.stream(AddressAnswer.Kind.values()).map(AddressAnswer.Kind::key)));
        family("user.column.", UserListView.COLUMNS.stream());
        family(
                "user.confirm.",
                Arrays.stream(MemberAction.values())
                        .filter(a -> !INVITATION_ACTIONS.contains(a) && a != MemberAction.CHANGE_GROUPS)
                        .flatMap(a -> Stream.of(a.key() + ".title", a.key() + ".text")));
        family("user.create.button.", onboardings());
        family("user.create.way.", onboardings());
        family("user.mail.", Stream.of("queued", "delayed", "accepted", "refused", "kept"));
        family("user.new.button.", onboardings());
        family("user.onboarding.", onboardings());
        family("user.tab.", Stream.of("general", "role", "groups", "access", "sessions", "companies", "activity"));
        family("group.tab.", GroupView.TABS.stream());
        family("group.step.", Arrays.stream(NewGroupStep.values()).map(NewGroupStep::key));
        family("invalid.", invalidCodes());
    }

    private static final Set<String> OF_FAMILIES = FAMILIES.entrySet().stream()
            .flatMap(family -> family.getValue().map(suffix -> family.getKey() + suffix))
            .collect(toCollection(TreeSet::new));

    @Test
    void every_key_that_the_code_uses_exists() {
        var asked = ASKED.matcher(SOURCE)
                .results()
                .map(MessagesTest::firstKeyArgument)
                .filter(argument -> !argument.contains(" +"))
                .flatMap(MessagesTest::keysIn)
                .collect(toCollection(TreeSet::new));

        assertThat(asked).hasSizeGreaterThan(150);
        assertThat(missing(asked)).isEmpty();
    }

    @Test
    void every_composed_key_exists() {
        assertThat(missing(OF_FAMILIES)).isEmpty();
    }

    /** Otherwise no one would notice that one of its keys is missing. */
    @Test
    void every_beginning_that_keys_are_put_together_from_is_declared_above() {
        var beginnings = PREFIX.matcher(SOURCE)
                .results()
                .map(m -> m.group(1))
                .filter(prefix -> ENGLISH.keySet().stream().anyMatch(key -> key.startsWith(prefix)))
                .filter(prefix -> ACTION_KEYS.stream().noneMatch(action -> action.startsWith(prefix)))
                .filter(prefix -> !prefix.equals("mail.")) // a property of Jakarta Mail
                .collect(toSet());

        assertThat(beginnings).hasSizeGreaterThan(15);
        assertThat(beginnings.stream().filter(beginning -> !FAMILIES.containsKey(beginning)))
                .isEmpty();
    }

    @Test
    void no_key_is_left_over() {
        assertThat(ENGLISH.keySet().stream()
                        .map(MessagesTest::withMail)
                        .filter(key -> !isInTheCode(key) && !OF_FAMILIES.contains(key) && !isWord(key)))
                .isEmpty();
    }

    @Test
    void german_says_the_same_as_english() {
        assertThat(GERMAN.keySet()).isEqualTo(ENGLISH.keySet());
        assertThat(ENGLISH)
                .allSatisfy((key, text) -> assertThat(placeholders(String.valueOf(GERMAN.get(key))))
                        .as(key)
                        .isEqualTo(placeholders(text)));
    }

    /** A single apostrophe swallows itself and every placeholder after it. */
    @Test
    void every_text_is_a_message_format_with_its_apostrophes_doubled() {
        Stream.of(ENGLISH, GERMAN).flatMap(texts -> texts.entrySet().stream()).forEach(text -> {
            assertThat(text.getValue()).as(text.getKey()).isNotBlank().doesNotContainPattern(LONE_APOSTROPHE);
            assertThat(new MessageFormat(text.getValue(), Locale.ROOT).format(new Object[] {1, 2, 3, 4, 5}))
                    .as(text.getKey())
                    .doesNotContainPattern("[{}]");
        });
    }

    @Test
    void every_problem_has_a_sentence_and_a_code_of_its_own() {
        var problems = problems();

        assertThat(problems).hasSizeGreaterThan(25);
        assertThat(problems.stream().map(Problem::code)).doesNotHaveDuplicates().allMatch(c -> c.matches("[a-z-]+"));
        assertThat(problems).allMatch(p -> p.status() >= 400 && p.status() < 600);
    }

    /** Words that GitHub's docs would not use, and rejected spellings: it is email and username. */
    @Test
    void english_texts_use_plain_words_and_one_spelling() {
        assertThat(ENGLISH).allSatisfy((key, text) -> assertThat(text).as(key).doesNotContainPattern(STILTED));
    }

    /** One place to look a problem up, and one place to add it. */
    @Test
    void the_texts_of_problems_are_in_alphabetical_order_by_code() {
        for (var file : List.of("problems.properties", "problems_de.properties")) {
            var codes = keysInOrder(file)
                    .filter(key -> key.startsWith("problem."))
                    .map(key -> key.split("\\.")[1])
                    .toList();
            var fields =
                    keysInOrder(file).filter(key -> key.startsWith("invalid.")).toList();

            assertThat(codes).as(file).hasSizeGreaterThan(100).isSorted();
            assertThat(fields).as(file).hasSizeGreaterThan(30).isSorted();
        }
    }

    @Test
    void every_action_says_what_was_done() {
        assertThat(ACTION_KEYS)
                .hasSizeGreaterThan(50)
                .doesNotHaveDuplicates()
                .allMatch(action ->
                        action.matches("[a-z_]+\\.([a-z]+_)*(?:\\w+ed|set|reset|resent|given|taken|done)(_[a-z]+)*"));
    }

    @Test
    void every_action_is_recorded_by_something() {
        var recorded = results("NewAuditEvent\\s*\\.of\\(([^;]*?)\\)\\s*[;.)]")
                .map(m -> m.group(1))
                .flatMap(given -> CONSTANT.matcher(given).results())
                .map(MatchResult::group)
                .collect(toSet());
        results("\\b(?:move|answerInvitation)\\([^;]*?(Transition\\.[A-Z_]+)")
                .map(m -> m.group(1))
                .forEach(recorded::add);

        assertThat(ACTIONS.stream().map(MessagesTest::inTheCode)).allMatch(recorded::contains);
    }

    @Test
    void every_action_is_documented() throws IOException {
        var page = Files.readString(Path.of("docs/api/audit-events.md"));
        var listed = Pattern.compile("`([a-z_]+\\.[a-z_]+)`")
                .matcher(page.substring(page.indexOf("## Actions")))
                .results()
                .map(m -> m.group(1))
                .toList();

        assertThat(listed).containsExactlyInAnyOrderElementsOf(ACTION_KEYS);
    }

    /** Emails are triggered by audit events, by packages that do not know the features that record them. */
    @Test
    void every_action_that_is_listened_for_exists() throws IOException {
        var awaited = new TreeSet<String>();
        for (var listener : List.of("Appointments", "AdministratorMails", "TokenMails")) {
            var source = Files.readString(Path.of("src/main/java/dev/roster/notice", listener + ".java"));
            LITERAL.matcher(source)
                    .results()
                    .map(m -> m.group(1))
                    .filter(literal -> literal.matches("(user|role|group|grant|import|api_token|operator)\\.[a-z_]+"))
                    .forEach(awaited::add);
        }

        assertThat(awaited).hasSizeGreaterThan(15);
        assertThat(ACTION_KEYS).containsAll(awaited);
    }

    private static String inTheCode(AuditAction action) {
        var constant = (Enum<?>) action;
        return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
    }

    private static void family(String prefix, Stream<String> suffixes) {
        FAMILIES.put(prefix, isInTheCode(prefix) ? suffixes : Stream.of());
    }

    private static boolean isInTheCode(String literal) {
        return SOURCE.contains('"' + literal + '"');
    }

    private static List<String> missing(Set<String> keys) {
        return keys.stream().filter(key -> !ENGLISH.containsKey(key)).toList();
    }

    private static Stream<String> imported() {
        return Stream.of("created", "updated", "unchanged", "rejected");
    }

    private static Stream<String> mail() {
        return Stream.of("subject", "what", "button", "unexpected", "why.by", "why.other", "why.themselves");
    }

    private static Stream<String> onboardings() {
        return Arrays.stream(Onboarding.values()).map(Onboarding::key);
    }

    private static Stream<String> withAbout(Enum<?>... values) {
        return Arrays.stream(values).map(MessagesTest::key).flatMap(key -> Stream.of(key, key + ".about"));
    }

    /** Two are reported only when they occur. */
    private static Stream<String> flawsShown() {
        return Arrays.stream(PasswordFlaw.values())
                .filter(f -> f != PasswordFlaw.TOO_LONG && f != PasswordFlaw.HAS_CONTROL_CHARACTERS)
                .map(PasswordFlaw::code);
    }

    /** The codes of field errors in the code. */
    private static Stream<String> invalidCodes() {
        var codes = results("(?:InvalidException\\s*\\.of|errors\\s*\\.add)\\(\\s*[^,;]+,([^;]*?)\\);")
                .map(m -> m.group(1))
                .flatMap(MessagesTest::keysIn)
                .filter(code -> code.matches("[a-z][a-z-]+"));
        var elsewhere = keysBelow("invalid.").filter(MessagesTest::isInTheCode);
        var flaws = Arrays.stream(PasswordFlaw.values()).map(PasswordFlaw::code);
        // Sentences that say more if there are arguments.
        var told = keysBelow("invalid.").filter(key -> key.endsWith(".told"));
        return Stream.of(codes, elsewhere, flaws, told).flatMap(Function.identity());
    }

    private static Stream<String> problemKeys(Problem problem) {
        return Stream.of(problem.code(), problem.code() + ".title", problem.code() + ".about");
    }

    /** The key of the text that is shown if there is a mail server. */
    private static String withMail(String key) {
        var base = key.replaceFirst("\\.kept$", "");
        return ENGLISH.containsKey(base) ? base : key;
    }

    /** The words for a status, a transition or a departure in a problem's message. */
    private static boolean isWord(String key) {
        var words = Stream.of(
                        Arrays.stream(Transition.values()).map(Transition::key),
                        Arrays.stream(MembershipStatus.values()).map(MembershipStatus::key),
                        Arrays.stream(Policy.Departure.values()).map(MessagesTest::key))
                .flatMap(Function.identity())
                .collect(toSet());
        var at = key.indexOf(".word.");
        var word = key.substring(at + ".word.".length());
        return key.startsWith("problem.") && at > 0 && (words.contains(word) || isInTheCode(word));
    }

    private static List<Problem> problems() {
        return constants(Problem.class);
    }

    /** For all enums of this kind. */
    private static <T> List<T> constants(Class<T> kind) {
        return OwnClasses.all().stream()
                .filter(type -> type.isEnum() && type.isAssignableTo(kind))
                .flatMap(type -> Arrays.stream(type.reflect().getEnumConstants()))
                .map(kind::cast)
                .toList();
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Stream<String> keysBelow(String prefix) {
        return ENGLISH.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()));
    }

    private static Stream<String> keysIn(String code) {
        return LITERAL.matcher(code).results().map(m -> m.group(1));
    }

    private static Stream<MatchResult> results(String pattern) {
        return Pattern.compile(pattern).matcher(SOURCE).results();
    }

    /** The argument that is the key: the first, but the second of {@code Flash.leave}. */
    private static String firstKeyArgument(MatchResult call) {
        var arguments = arguments(call.end());
        return arguments.get(call.group().startsWith("Flash") && arguments.size() > 1 ? 1 : 0);
    }

    private static List<String> arguments(int from) {
        var arguments = new ArrayList<String>();
        int depth = 0;
        int start = from;
        boolean quoted = false;
        for (int i = from; depth >= 0; i++) {
            char c = SOURCE.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '{')) {
                depth++;
            } else if (!quoted && (c == ')' || c == '}')) {
                depth--;
            }
            if (depth < 0 || (depth == 0 && c == ',' && !quoted)) {
                arguments.add(SOURCE.substring(start, i));
                start = i + 1;
            }
        }
        return arguments;
    }

    private static Set<Integer> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(m -> Integer.valueOf(m.group(1)))
                .collect(toSet());
    }

    private static String source() {
        var text = new StringBuilder();
        for (var root : List.of("src/main/java", "src/main/jte")) {
            try (var files = Files.walk(Path.of(root))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    text.append(Files.readString(file)).append('\n');
                }
            } catch (IOException unreadable) {
                throw new AssertionError(unreadable);
            }
        }
        return text.toString();
    }

    private static Map<String, String> read(String suffix) {
        var texts = new TreeMap<String, String>();
        try (var files = Files.list(MESSAGES)) {
            for (var file : files.toList()) {
                var area = file.getFileName().toString().replace(".properties", "");
                boolean isGerman = area.endsWith("_de");
                if (isGerman == suffix.equals("_de")) {
                    readInto(texts, file);
                }
            }
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        return texts;
    }

    private static Stream<String> keysInOrder(String file) {
        try {
            return Files.readAllLines(MESSAGES.resolve(file)).stream()
                    .filter(line -> line.contains("=") && !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf('=')));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** Fails on a key in two files, or on two lines: which one counts would be accidental. */
    private static void readInto(Map<String, String> texts, Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            new Properties() {
                @Override
                public synchronized Object put(Object key, Object value) {
                    if (texts.put((String) key, (String) value) != null) {
                        throw new AssertionError(key + " is there twice");
                    }
                    return "";
                }
            }.load(reader);
        }
    }
}
