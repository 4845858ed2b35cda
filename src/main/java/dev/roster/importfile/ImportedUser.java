package dev.roster.importfile;

import dev.roster.creation.UserDraft;
import dev.roster.membership.MembershipStatus;
import dev.roster.person.KnownAs;
import dev.roster.person.ProfileInput;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Text;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A user in a file from another system: as written there, null or blank where the file is silent.
 *
 * @param externalId their id in the other system; unique in an organization
 * @param typed the input of a single creation, without onboarding and password
 * @param status the key of a {@link MembershipStatus}: {@code active}, {@code inactive}, {@code pending}, {@code invited}
 * @param passwordHash as the other system stored it; used for new users only
 * @param standard what a new user gets where the row is silent: a name, a role or groups
 */
public record ImportedUser(
        @Nullable String externalId,
        UserDraft typed,
        @Nullable String status,
        @Nullable String passwordHash,
        @Nullable UserDraft standard) {

    private static final int SIZE_OF_GROUP = 100;

    /** As the console calls them in German. */
    private static final Map<String, String> STATUSES = Map.of(
            "aktiv",
            "active",
            "inaktiv",
            "inactive",
            "deaktiviert",
            "inactive",
            "deactivated",
            "inactive",
            "ausstehend",
            "pending",
            "eingeladen",
            "invited");

    /** The key to look the address up by, or null if there is none that could be valid. */
    public @Nullable String emailKey() {
        var email = typed.profile().email();
        return email == null
                ? null
                : EmailAddress.read(email).map(EmailAddress::key).orElse(null);
    }

    /** Its length in characters; each group counts for more, as each is a text and perhaps an error of its own. */
    public int size() {
        var texts = Stream.concat(
                Stream.of(externalId, typed.role(), status, passwordHash), typed.profile().parts().values().stream());
        return texts.filter(Objects::nonNull).mapToInt(String::length).sum()
                + (standard == null
                        ? 0
                        : SIZE_OF_GROUP * (1 + standard.groupsOrNone().size()))
                + typed.groupsOrNone().stream()
                        .mapToInt(group -> group.length() + SIZE_OF_GROUP)
                        .sum();
    }

    /** The key to look the username up by, or null if there is none. */
    public @Nullable String usernameKey() {
        var username = text(typed.profile().username());
        return username == null ? null : Text.asciiLowerCase(username);
    }

    /** Whether it describes this person: by address, username, or their external id in this organization. */
    public boolean isFor(OrganizationId organization, KnownAs known) {
        var email = emailKey();
        var username = usernameKey();
        var id = text(externalId);
        return (email != null && known.emails().contains(email))
                || (username != null
                        && known.organizations().contains(organization)
                        && known.usernames().contains(username))
                || (id != null
                        && known.externalIds()
                                .getOrDefault(organization, Set.of())
                                .contains(id));
    }

    /** The same user with these groups. */
    public ImportedUser withGroups(List<String> references) {
        return withTyped(typed.withGroups(references));
    }

    /** The same user with this role. */
    public ImportedUser withRole(@Nullable String key) {
        return withTyped(typed.withRole(key));
    }

    /** The same user without a language. */
    public ImportedUser withoutLocale() {
        return withTyped(typed.withProfile(typed.profile().withLocale(null)));
    }

    /** The same user with the phone number of this region. */
    ImportedUser withPhoneCountryCode(String region) {
        return withTyped(typed.withProfile(typed.profile().withPhoneCountryCode(region)));
    }

    private ImportedUser withTyped(UserDraft draft) {
        return new ImportedUser(externalId, draft, status, passwordHash, standard);
    }

    /** The person with this address, and perhaps this name. */
    static ImportedUser of(Mailbox mailbox) {
        var typed = UserDraft.of(ProfileInput.NOTHING.withEmail(mailbox.email()));
        return new ImportedUser(null, typed, null, null, null).named(mailbox.nameOrGuess());
    }

    /** The same user, who gets this name if they are new and the row has none. */
    ImportedUser named(@Nullable String name) {
        var given = standard == null ? UserDraft.of(ProfileInput.NOTHING) : standard;
        var named = given.withProfile(given.profile().withDisplayName(name));
        return name == null ? this : new ImportedUser(externalId, typed, status, passwordHash, named);
    }

    /** The same user, who gets this role and these groups if they are new and the row names none. */
    public ImportedUser withStandard(@Nullable String role, List<String> groups) {
        var given = standard == null ? UserDraft.of(ProfileInput.NOTHING) : standard;
        return role == null && groups.isEmpty()
                ? this
                : new ImportedUser(
                        externalId,
                        typed,
                        status,
                        passwordHash,
                        given.withRole(role).withGroups(groups));
    }

    /** The input of a creation: the row, completed by what is standard. */
    public UserDraft forNew() {
        if (standard == null) {
            return typed;
        }
        var profile = typed.profile();
        var completed =
                isNameless() ? profile.withDisplayName(standard.profile().displayName()) : profile;
        return typed.withProfile(completed)
                .withRole(text(typed.role()) == null ? standard.role() : typed.role())
                .withGroups(typed.groupsOrNone().isEmpty() ? standard.groups() : typed.groups());
    }

    /** Whether the row says nothing of the person's name. */
    public boolean isNameless() {
        var profile = typed.profile();
        return Stream.of(profile.displayName(), profile.firstName(), profile.lastName())
                .allMatch(name -> text(name) == null);
    }

    /** The key of the status, as the API spells it, given that or what the console calls it; null if there is none. */
    public @Nullable String statusKey() {
        var word = text(status);
        return word == null ? null : STATUSES.getOrDefault(Text.folded(word), Text.folded(word));
    }

    /** What the row says for one of the {@link CsvHeader#titles}; null for anything else. */
    public @Nullable String value(String column) {
        return switch (column) {
            case "externalId" -> externalId;
            case "role" -> typed.role();
            case "groups" -> String.join(";", typed.groupsOrNone());
            case "status" -> status;
            case "passwordHash" -> passwordHash;
            default -> typed.profile().parts().get(column);
        };
    }

    /** What is stored once the row is processed. */
    public ImportedUser withoutHash() {
        return new ImportedUser(externalId, typed, status, null, standard);
    }

    /** The trimmed text, or null if there is none. */
    public static @Nullable String text(@Nullable String typed) {
        var text = typed == null ? "" : Cells.clean(typed);
        return text.isEmpty() ? null : text;
    }

    @Override
    public String toString() {
        return "ImportedUser[" + externalId + "]"; // never the hash
    }
}
