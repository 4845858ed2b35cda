package dev.roster.policy;

import dev.roster.http.Languages;
import dev.roster.http.TimeZones;
import dev.roster.organization.Onboarding;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.Departure;
import dev.roster.organization.Policy.FormKind;
import dev.roster.organization.Policy.KnownElsewhere;
import dev.roster.organization.Policy.LinkTimes;
import dev.roster.organization.Policy.NameFields;
import dev.roster.organization.Policy.NewUserForm;
import dev.roster.organization.Policy.PasswordAdministration;
import dev.roster.organization.Policy.SignInName;
import dev.roster.organization.SecondFactor;
import dev.roster.password.CharacterClass;
import dev.roster.password.PasswordRule;
import dev.roster.shared.Bounds;
import dev.roster.shared.InvalidException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a policy line by line; errors are collected under their path in the JSON. */
final class PolicyReader {

    private final InvalidException.Collector errors;

    PolicyReader(InvalidException.Collector errors) {
        this.errors = errors;
    }

    Optional<Policy> read(PolicyBody typed) {
        var onboarding = several("onboarding", Onboarding.class, typed.onboarding(), 1);
        var newUser = newUser(typed.newUser());
        requireGiven("defaultRole", typed.defaultRole());
        requireGiven("firstRole", typed.firstRole());
        var signInWith = several("signInWith", SignInName.class, typed.signInWith(), 0);
        if (typed.signInWith() != null && !signInWith.contains(SignInName.EMAIL)) {
            errors.add("signInWith", "always-email");
        }
        var secondFactor = secondFactor(typed.secondFactor());
        var departures = several("departures", Departure.class, typed.departures(), 1);
        var elsewhere = one("addressKnownElsewhere", KnownElsewhere.class, typed.addressKnownElsewhere());
        if (elsewhere == KnownElsewhere.INVITE && !onboarding.contains(Onboarding.INVITATION)) {
            errors.add("addressKnownElsewhere", "needs-invitation");
        }
        var others = several("othersPasswords", PasswordAdministration.class, typed.othersPasswords(), 0);
        var change = flag("changeGeneratedPassword", typed.changeGeneratedPassword());
        var password = password(typed.password());
        var links = links(typed.links());
        var linked = flag("linkedCompanies", typed.linkedCompanies());
        var ending = flag("tokensEndWithMaker", typed.tokensEndWithMaker());
        var terms = address("termsUrl", typed.termsUrl());
        var homeAddress = address("homeAddress", typed.homeAddress());
        var language = known("language", typed.language(), Languages.TAGS::contains, "unknown");
        var timeZone = known("timeZone", typed.timeZone(), TimeZones::isKnown, "time-zone");
        var areas = new ProductAreaReader(errors).read(typed.productPermissions());
        if (!errors.isEmpty() || password.isEmpty() || links.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Policy(
                onboarding,
                newUser,
                role(typed.defaultRole()),
                role(typed.firstRole()),
                set(SignInName.class, signInWith),
                secondFactor,
                set(Departure.class, departures),
                elsewhere,
                set(PasswordAdministration.class, others),
                change,
                password.get(),
                links.get(),
                linked,
                ending,
                terms,
                homeAddress,
                language,
                timeZone,
                areas));
    }

    private SecondFactor secondFactor(@Nullable SecondFactor typed) {
        requireGiven("secondFactor", typed);
        if (typed == null) {
            return SecondFactor.OPTIONAL;
        }
        if (typed.of() == SecondFactor.Of.SOME_ROLES && typed.roles().isEmpty()) {
            errors.add("secondFactor.roles", "none-chosen");
        }
        for (int i = 0; i < typed.roles().size(); i++) {
            if (typed.roles().indexOf(typed.roles().get(i)) < i) {
                errors.add("secondFactor.roles." + i, "repeated");
            }
        }
        return typed;
    }

    private NewUserForm newUser(PolicyBody.@Nullable NewUserForm typed) {
        var given = typed == null ? new PolicyBody.NewUserForm(null, null, null, null, null) : typed;
        return new NewUserForm(
                one("newUser.name", NameFields.class, given.name()),
                flag("newUser.username", given.username()),
                flag("newUser.phone", given.phone()),
                flag("newUser.groups", given.groups()),
                one("newUser.form", FormKind.class, given.form()));
    }

    private Optional<PasswordRule> password(PolicyBody.@Nullable Password typed) {
        var given = typed == null ? new PolicyBody.Password(null, null, null, null, null) : typed;
        requireGiven("password.minLength", given.minLength());
        requireGiven("password.maxLength", given.maxLength());
        requireGiven("password.minStrength", given.minStrength());
        var requires = several("password.requires", CharacterClass.class, given.requires(), 0);
        var refuseBreached = flag("password.refuseBreached", given.refuseBreached());
        if (given.minLength() == null || given.maxLength() == null || given.minStrength() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PasswordRule(
                    given.minLength(),
                    given.maxLength(),
                    set(CharacterClass.class, requires),
                    given.minStrength(),
                    refuseBreached));
        } catch (InvalidException wrong) {
            addAll("password.", wrong);
            return Optional.empty();
        }
    }

    private void addAll(String path, InvalidException wrong) {
        wrong.errors()
                .forEach(e ->
                        errors.add(path + e.field(), e.code(), e.arguments().toArray()));
    }

    private Optional<LinkTimes> links(PolicyBody.@Nullable Links typed) {
        var given = typed == null ? new PolicyBody.Links(null, null, null, null) : typed;
        int setPassword = hours("links.setPassword", given.setPassword());
        int resetPassword = hours("links.resetPassword", given.resetPassword());
        int invitation = hours("links.invitation", given.invitation());
        int emailChange = hours("links.emailChange", given.emailChange());
        return errors.isEmpty()
                ? Optional.of(new LinkTimes(setPassword, resetPassword, invitation, emailChange))
                : Optional.empty();
    }

    private int hours(String field, @Nullable Integer typed) {
        requireGiven(field, typed);
        if (typed != null && (typed < 1 || typed > Bounds.LINK_HOURS)) {
            errors.add(field, "out-of-range", 1, Bounds.LINK_HOURS);
        }
        return typed == null ? 1 : typed;
    }

    private boolean flag(String field, @Nullable Boolean typed) {
        requireGiven(field, typed);
        return typed != null && typed;
    }

    private String known(String field, @Nullable String typed, Predicate<String> is, String otherwise) {
        if (typed == null || typed.isBlank()) {
            errors.add(field, "required");
            return "";
        }
        if (!is.test(typed)) {
            errors.add(field, otherwise);
        }
        return typed;
    }

    /** A URL that people are shown: absolute, and of no scheme that could do more than open a page. */
    private @Nullable String address(String field, @Nullable String typed) {
        requireGiven(field, typed);
        if (typed == null || typed.isBlank()) {
            return null;
        }
        var address = typed.strip();
        if (address.length() > Bounds.URL) {
            errors.add(field, "too-long", Bounds.URL);
        } else if (!isHttps(address)) {
            errors.add(field, "https-url");
        }
        return address;
    }

    private static boolean isHttps(String address) {
        try {
            var uri = new URI(address);
            return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    private <E extends Enum<E>> E one(String field, Class<E> type, @Nullable String typed) {
        requireGiven(field, typed);
        var found = typed == null ? Optional.<E>empty() : find(type, typed);
        if (typed != null && found.isEmpty()) {
            errors.add(field, typed.isBlank() ? "required" : "unknown");
        }
        return found.orElse(type.getEnumConstants()[0]);
    }

    private <E extends Enum<E>> List<E> several(String field, Class<E> type, @Nullable List<String> typed, int least) {
        requireGiven(field, typed);
        var found = new ArrayList<E>();
        for (int i = 0; typed != null && i < typed.size(); i++) {
            var value = find(type, typed.get(i));
            if (value.isEmpty() || found.contains(value.get())) {
                errors.add(field + "." + i, value.isEmpty() ? "unknown" : "repeated");
            } else {
                found.add(value.get());
            }
        }
        if (typed != null && typed.size() < least) {
            errors.add(field, "none-chosen");
        }
        return found;
    }

    private void requireGiven(String field, @Nullable Object typed) {
        if (typed == null) {
            errors.add(field, "required");
        }
    }

    private static <E extends Enum<E>> Optional<E> find(Class<E> type, String key) {
        return Arrays.stream(type.getEnumConstants())
                .filter(e -> PolicyLines.key(e).equals(key))
                .findFirst();
    }

    private static <E extends Enum<E>> EnumSet<E> set(Class<E> type, List<E> values) {
        var set = EnumSet.noneOf(type);
        set.addAll(values);
        return set;
    }

    private static @Nullable String role(@Nullable String typed) {
        return typed == null || typed.isEmpty() ? null : typed;
    }
}
