package dev.roster.importfile;

import dev.roster.creation.UserDraft;
import dev.roster.membership.MembershipStatus;
import dev.roster.person.KnownAs;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Text;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A user in a file from another system: as written there, null or blank where the file is silent.
 *
 * @param externalId their id in the other system; unique in an organization
 * @param typed the input of a single creation, without onboarding and password
 * @param status the key of a {@link MembershipStatus}: {@code active}, {@code inactive}, {@code pending}, {@code invited}
 * @param passwordHash as the other system stored it; used for new users only
 */
public record ImportedUser(
        @Nullable String externalId,
        UserDraft typed,
        @Nullable String status,
        @Nullable String passwordHash) {

    private static final int SIZE_OF_GROUP = 100;

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
                || (username != null && known.usernames().contains(username))
                || (id != null && id.equals(known.externalIds().get(organization)));
    }

    /** The same user with these groups. */
    public ImportedUser withGroups(List<String> references) {
        return new ImportedUser(externalId, typed.withGroups(references), status, passwordHash);
    }

    /** What is stored once the row is processed. */
    public ImportedUser withoutHash() {
        return new ImportedUser(externalId, typed, status, null);
    }

    /** The trimmed text, or null if there is none. */
    public static @Nullable String text(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    @Override
    public String toString() {
        return "ImportedUser[" + externalId + "]"; // never the hash
    }
}
