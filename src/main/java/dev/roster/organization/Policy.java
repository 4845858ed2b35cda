package dev.roster.organization;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.roster.access.Permission;
import dev.roster.password.PasswordRule;
import dev.roster.shared.Bounds;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one organization works. It starts as a copy of its preset's policy; every setting can be changed afterwards.
 *
 * @param onboarding what is offered for a new user; the first is the default
 * @param newUser what is asked about a new user
 * @param defaultRole the key of the role of a new user if none is chosen, or null if one must be
 * @param firstRole the key of the role of the first user, or null if groups carry the roles
 * @param signInWith what identifies a person at sign-in; email is always one of them
 * @param secondFactor who needs a second factor to enter
 * @param departures the ways in which a user can leave this organization
 * @param addressKnownElsewhere what happens to an address that belongs to a user in another organization
 * @param othersPasswords how an administrator may give another user a password; empty: never
 * @param changeGeneratedPassword whether a password that an administrator handed over must be changed at first sign-in
 * @param password the requirements for a password
 * @param links how long one-time links are valid
 * @param linkedCompanies whether users of this organization may manage linked ones
 * @param tokensEndWithMaker whether an API token is valid only while the person who created it may act here
 * @param termsUrl the URL of the terms of use that users accept with an invitation, or null
 * @param homeAddress the URL of the product, where people who administer nothing here go after signing in, or null
 * @param language of people for whom none is given, as a tag of {@link dev.roster.http.Languages}
 * @param timeZone of people who have none of their own, an IANA name
 * @param productPermissions the areas of the product whose permissions are shown with the roles
 */
public record Policy(
        List<Onboarding> onboarding,
        NewUserForm newUser,
        @Nullable String defaultRole,
        @Nullable String firstRole,
        Set<SignInName> signInWith,
        SecondFactor secondFactor,
        Set<Departure> departures,
        KnownElsewhere addressKnownElsewhere,
        Set<PasswordAdministration> othersPasswords,
        boolean changeGeneratedPassword,
        PasswordRule password,
        LinkTimes links,
        boolean linkedCompanies,
        boolean tokensEndWithMaker,
        @Nullable String termsUrl,
        @Nullable String homeAddress,
        String language,
        String timeZone,
        List<ProductArea> productPermissions) {

    /** @param groups whether at least one group must be chosen */
    public record NewUserForm(NameFields name, boolean username, boolean phone, boolean groups, FormKind form) {}

    public enum NameFields {
        @JsonProperty("display_name")
        DISPLAY_NAME,
        @JsonProperty("first_and_last")
        FIRST_AND_LAST,
        @JsonProperty("optional_first_and_last")
        OPTIONAL_FIRST_AND_LAST
    }

    /** How the console arranges the fields of a new user. */
    public enum FormKind {
        @JsonProperty("page")
        PAGE,
        /** The same with the role in a drop-down list: for many roles. */
        @JsonProperty("page_with_dropdown")
        PAGE_WITH_DROPDOWN,
        @JsonProperty("dialog")
        DIALOG,
        @JsonProperty("steps")
        STEPS
    }

    public enum SignInName {
        @JsonProperty("email")
        EMAIL,
        @JsonProperty("username")
        USERNAME
    }

    public enum Departure {
        /** Soft deletion; the user can be restored. */
        @JsonProperty("delete")
        DELETE(Permission.USERS_DELETE),
        @JsonProperty("deactivate")
        DEACTIVATE(Permission.USERS_DEACTIVATE),
        /** Personal data is gone for good. */
        @JsonProperty("erase")
        ERASE(Permission.USERS_ERASE),
        /** Out of this organization only. */
        @JsonProperty("remove")
        REMOVE(Permission.USERS_REMOVE);

        private final Permission permission;

        Departure(Permission permission) {
            this.permission = permission;
        }

        /** The permission required to do it to a user. */
        public Permission permission() {
            return permission;
        }
    }

    public enum KnownElsewhere {
        @JsonProperty("refuse")
        REFUSE,
        @JsonProperty("invite")
        INVITE
    }

    public enum PasswordAdministration {
        @JsonProperty("generate")
        GENERATE,
        @JsonProperty("set")
        SET
    }

    /** How long links of each kind are valid, in hours. */
    public record LinkTimes(int setPassword, int resetPassword, int invitation, int emailChange) {

        /** For people who belong to no organization, such as operators. */
        public static final LinkTimes STANDARD = new LinkTimes(24, 24, 168, 24);

        public LinkTimes {
            for (int hours : new int[] {setPassword, resetPassword, invitation, emailChange}) {
                if (hours < 1 || hours > Bounds.LINK_HOURS) {
                    throw new IllegalArgumentException("a link is valid for 1 hour to 90 days");
                }
            }
        }

        public Duration forSetPassword() {
            return Duration.ofHours(setPassword);
        }

        public Duration forEmailChange() {
            return Duration.ofHours(emailChange);
        }

        public Duration forInvitation() {
            return Duration.ofHours(invitation);
        }

        public Duration forResetPassword() {
            return Duration.ofHours(resetPassword);
        }
    }

    /**
     * A part of the organization's product, with its access levels. A role's product permissions are {@code <key>.<level>};
     * Roster shows and stores them, but does not enforce them.
     */
    public record ProductArea(String key, String name, List<String> levels) {
        public ProductArea {
            levels = List.copyOf(levels);
        }

        /** The permission of a role with this level. */
        public String permission(String level) {
            return key + "." + level;
        }
    }

    public Policy {
        onboarding = List.copyOf(onboarding);
        signInWith = ordered(SignInName.class, signInWith);
        departures = ordered(Departure.class, departures);
        othersPasswords = ordered(PasswordAdministration.class, othersPasswords);
        productPermissions = List.copyOf(productPermissions);
        if (onboarding.isEmpty()) {
            throw new IllegalArgumentException("a policy must offer at least one onboarding");
        }
        if (!signInWith.contains(SignInName.EMAIL)) {
            throw new IllegalArgumentException("people can always sign in with their email address");
        }
    }

    /** The same policy is always shown in the same order. */
    private static <E extends Enum<E>> Set<E> ordered(Class<E> type, Collection<E> values) {
        var ordered = EnumSet.noneOf(type);
        ordered.addAll(values);
        return Collections.unmodifiableSet(ordered);
    }

    public Onboarding defaultOnboarding() {
        return onboarding.getFirst();
    }

    /** Every product permission that a role of this organization can have, in display order. */
    public List<String> productPermissionKeys() {
        return productPermissions.stream()
                .flatMap(area -> area.levels().stream().map(area::permission))
                .toList();
    }

    /** Whether people may do without an email address: they sign in with a username, and get their password handed over. */
    public boolean mayLackEmail(Onboarding way) {
        return signInWith.contains(SignInName.USERNAME)
                && newUser.username()
                && (way == Onboarding.TYPED_PASSWORD || way == Onboarding.GENERATED_PASSWORD);
    }

    public boolean offers(Departure departure) {
        return departures.contains(departure);
    }
}
