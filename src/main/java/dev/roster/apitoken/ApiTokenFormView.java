package dev.roster.apitoken;

import dev.roster.ui.Choice;
import dev.roster.ui.FormErrors;
import java.util.List;

/**
 * The form of a new token.
 *
 * @param base the path of the list
 * @param roles to choose from; empty for the operator's tokens, which have none
 */
public record ApiTokenFormView(String base, List<Choice> roles, ApiTokenForm typed, FormErrors errors) {
    public ApiTokenFormView {
        roles = List.copyOf(roles);
    }

    public boolean operators() {
        return roles.isEmpty();
    }
}
