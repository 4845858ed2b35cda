package dev.roster.organization;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How a new user comes to their first password. */
public enum Onboarding {
    /** A mailed link with which the person sets it. */
    @JsonProperty("email_link")
    EMAIL_LINK,
    /** Roster makes one, shows it to the administrator once, who hands it over. */
    @JsonProperty("generated_password")
    GENERATED_PASSWORD,
    /** The administrator types it. */
    @JsonProperty("typed_password")
    TYPED_PASSWORD,
    /** A mailed invitation that the person accepts or declines. */
    @JsonProperty("invitation")
    INVITATION;

    /** As the API and the policy spell it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
