package dev.roster.people;

import dev.roster.membership.Member;
import dev.roster.ui.Choice;
import dev.roster.ui.FormErrors;
import dev.roster.ui.PasswordHint;
import java.util.List;

/**
 * The dialog of a {@link MemberAction}.
 *
 * @param hours how long an emailed link is valid
 * @param roles to choose from, for a change of role
 * @param alsoDeletes whether users can also be deleted and restored here
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
