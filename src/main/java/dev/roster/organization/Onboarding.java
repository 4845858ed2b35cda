package dev.roster.organization;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How a new user gets their first password. */
public enum Onboarding {
    /** An emailed link with which the person sets it. */
    @JsonProperty("email_link")
    EMAIL_LINK,
    /** Roster generates one and shows it once to the administrator, who hands it over. */
    @JsonProperty("generated_password")
    GENERATED_PASSWORD,
    /** The administrator types it. */
    @JsonProperty("typed_password")
    TYPED_PASSWORD,
    /** An emailed invitation that the person accepts or declines. */
    @JsonProperty("invitation")
    INVITATION;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** As spelled in the API and the policy. */
    public String key() {
        return key;
    }
}
