package dev.roster.people;

import dev.roster.membership.Member;
import dev.roster.ui.Choice;
import dev.roster.ui.FormErrors;
import dev.roster.ui.PasswordHint;
import java.util.List;

/**
 * What the dialog of a {@link MemberAction} shows.
 *
 * @param hours how long a mailed link works
 * @param roles to choose from, for a change of the role
 * @param alsoDeletes whether users can be deleted and restored here, too
 * @param mustChange whether a password that is handed over must be changed at the next sign-in
 */
public record ActionView(
        Member member,
        MemberAction action,
        ActionForm typed,
        int hours,
        List<Choice> roles,
        List<PasswordHint> hints,
        boolean alsoDeletes,
        boolean mustChange,
        FormErrors errors) {}
