package dev.roster.people;

import dev.roster.api.NullAsEmpty;
import dev.roster.api.Shape;
import dev.roster.creation.UserDraft;
import dev.roster.organization.Onboarding;
import dev.roster.person.ProfileInput;
import dev.roster.shared.Bounds;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** The JSON of a user in requests. */
final class UserBody {
    private UserBody() {}

    record Phone(
            @Shape(pattern = "(\\+|00)?[1-9][0-9]{0,2}|[A-Za-z]{2}") @Nullable String countryCode,

            @Nullable String number) {}

    /** The body of a creation. */
    record New(
            @Shape(format = "email", most = Bounds.EMAIL) @Nullable String email,

            @Shape(most = Bounds.USERNAME) @Nullable String username,
            @Shape(most = Bounds.NAME) @Nullable String displayName,
            @Shape(most = Bounds.NAME) @Nullable String firstName,
            @Shape(most = Bounds.NAME) @Nullable String lastName,
            @Nullable Phone phone,
            @Nullable String role,
            @Nullable List<String> groups,
            @Shape(keys = Onboarding.class) @Nullable String onboarding,
            @Shape(most = Bounds.PASSWORD) @Nullable String password,

            @Shape(pattern = "[A-Za-z]{2,}([-_ ].*)?") @Nullable String locale,

            @Nullable String timeZone,
            @Shape(most = Bounds.EXTERNAL_ID) @Nullable String externalId) {

        UserDraft read() {
            return new UserDraft(
                    new ProfileInput(
                            email,
                            username,
                            displayName,
                            firstName,
                            lastName,
                            phone == null ? null : phone.countryCode(),
                            phone == null ? null : phone.number(),
                            locale,
                            timeZone),
                    role,
                    groups,
                    onboarding,
                    password,
                    externalId);
        }

        @Override
        public String toString() {
            return "New[" + email + "]"; // never the password
        }
    }

    /** The body of a change: omitted members stay, null empties them (RFC 7396, section 1). */
    record Change(
            @Shape(format = "email", most = Bounds.EMAIL) @JsonDeserialize(using = NullAsEmpty.class) @Nullable String email,

            @Shape(most = Bounds.USERNAME) @JsonDeserialize(using = NullAsEmpty.class) @Nullable String username,

            @Shape(most = Bounds.NAME) @JsonDeserialize(using = NullAsEmpty.class) @Nullable String displayName,

            @Shape(most = Bounds.NAME) @JsonDeserialize(using = NullAsEmpty.class) @Nullable String firstName,

            @Shape(most = Bounds.NAME) @JsonDeserialize(using = NullAsEmpty.class) @Nullable String lastName,

            @JsonDeserialize(using = EmptyPhone.class) @Nullable Phone phone,

            @Shape(pattern = "[A-Za-z]{2,}([-_ ].*)?") @Nullable String locale,

            @JsonDeserialize(using = NullAsEmpty.class) @Nullable String timeZone,

            @Shape(most = Bounds.EXTERNAL_ID) @JsonDeserialize(using = NullAsEmpty.class) @Nullable String externalId) {

        ProfileInput read() {
            return new ProfileInput(
                    email,
                    username,
                    displayName,
                    firstName,
                    lastName,
                    phone == null ? null : text(phone.countryCode()),
                    phone == null ? null : text(phone.number()),
                    locale,
                    timeZone);
        }

        private static String text(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    private static final class EmptyPhone extends ValueDeserializer<Phone> {
        @Override
        public Phone deserialize(JsonParser parser, DeserializationContext context) {
            return context.readValue(parser, Phone.class);
        }

        @Override
        public Phone getNullValue(DeserializationContext context) {
            return new Phone(null, null);
        }

        @Override
        public @Nullable Phone getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
