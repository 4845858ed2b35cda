package dev.roster.people;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.access.RecentFactor;
import dev.roster.creation.UserDraft;
import dev.roster.credentials.AddressAnswer;
import dev.roster.credentials.Addresses;
import dev.roster.credentials.PasswordHintTexts;
import dev.roster.groups.GroupPicker;
import dev.roster.groups.Groups;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.membership.Member;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Onboarding;
import dev.roster.organization.Organization;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.FormKind;
import dev.roster.password.PasswordRules;
import dev.roster.person.ProfileInput;
import dev.roster.roles.RoleChoices;
import dev.roster.roles.Roles;
import dev.roster.shared.InvalidException;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Picker;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form for a new user. */
@Controller
class NewUserPages {
    private static final UserDraft NOTHING = UserDraft.of("", "");

    private final Templates templates = new StaticTemplates();
    private final Users users;
    private final Addresses addresses;
    private final Roles roles;
    private final Groups groups;
    private final GroupPicker groupPicker;
    private final Organizations organizations;
    private final PasswordRules rules;

    NewUserPages(
            Users users,
            Addresses addresses,
            Roles roles,
            Groups groups,
            GroupPicker groupPicker,
            Organizations organizations,
            PasswordRules rules) {
        this.users = users;
        this.addresses = addresses;
        this.roles = roles;
        this.groups = groups;
        this.groupPicker = groupPicker;
        this.organizations = organizations;
        this.rules = rules;
    }

    /** @param onboarding the selected onboarding; an invitation has a form of its own */
    @GetMapping("/o/{org}/users/new")
    ResponseEntity<JteModel> form(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam(defaultValue = "") String onboarding) {
        actor.require(Permission.USERS_CREATE, organization.id());
        var asked = asked(screen, actor, organization, "");
        var way = onboarding.isEmpty() ? firstWay(asked.policy()) : way(asked.policy(), onboarding);
        if (way == Onboarding.INVITATION) {
            return Redirect.to(organization.path("/invitations/new"));
        }
        return form(asked, NOTHING.withOnboarding(way.key()), FormErrors.NONE);
    }

    @PostMapping("/o/{org}/users")
    @RecentFactor(by = "onboarding", except = "email_link")
    ResponseEntity<JteModel> create(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @ModelAttribute ProfileInput profile,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable List<String> groups,
            @RequestParam(required = false) @Nullable String onboarding,
            @RequestParam(required = false) @Nullable String password,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String action,
            HttpServletResponse response) {
        var typed = new UserDraft(profile, role, groups, onboarding, password);
        var asked = asked(screen, actor, organization, search);
        var here = asked.organization();
        if (action.equals(Picker.SEARCH)) {
            return form(asked, typed, FormErrors.NONE);
        }
        return Forms.submit(
                screen,
                () -> {
                    var created = users.create(actor, here.id(), asChosen(here.policy(), typed));
                    if (created.generatedPassword() != null) {
                        return Html.of(
                                201,
                                templates.userHandOver(
                                        screen,
                                        created.member(),
                                        created.generatedPassword(),
                                        here.policy().changeGeneratedPassword()));
                    }
                    leaveMessage(response, created.member());
                    var tab = here.policy().newUser().groups() ? "/groups" : "/role";
                    return Redirect.to(UserPages.path(organization, created.member(), tab));
                },
                errors -> form(asked, typed, errors));
    }

    /** What is known about an address, as a line under its field. */
    @GetMapping("/o/{org}/users/address")
    ResponseEntity<JteModel> address(
            Screen screen, Actor actor, OrganizationAtHand organization, @RequestParam String email) {
        actor.require(Permission.USERS_CREATE, organization.id());
        if (email.isBlank()) {
            return Html.ok(templates.userAddress(screen, "", null, null));
        }
        try {
            var answer = addresses.answer(actor, organization.id(), email);
            var restorable = answer.restorable();
            return Html.ok(templates.userAddress(
                    screen,
                    answered(organization, answer),
                    restorable == null ? null : restorable.toString(),
                    answer.lookAlike()));
        } catch (InvalidException invalid) {
            // Nothing has been submitted yet: an answer about the address, like the others.
            return Html.ok(templates.userAddress(screen, "invalid", null, null));
        }
    }

    /** A person with an account elsewhere is no obstacle if the organization invites such people. */
    private String answered(OrganizationAtHand organization, AddressAnswer answer) {
        var policy = organizations.get(organization.id()).policy();
        return answer.kind() == AddressAnswer.Kind.KNOWN_ELSEWHERE
                        && policy.addressKnownElsewhere() == Policy.KnownElsewhere.INVITE
                        && policy.onboarding().contains(Onboarding.INVITATION)
                ? "invitable"
                : answer.kind().key();
    }

    /** The viewer of the form, the organization, and the search among the groups. */
    private record Asked(Screen screen, Actor actor, Organization organization, String search) {
        Policy policy() {
            return organization.policy();
        }
    }

    private Asked asked(Screen screen, Actor actor, OrganizationAtHand organization, String search) {
        return new Asked(screen, actor, organizations.get(organization.id()), search);
    }

    private ResponseEntity<JteModel> form(Asked asked, UserDraft typed, FormErrors errors) {
        asked.actor().require(Permission.USERS_CREATE, asked.organization().id());
        var policy = asked.policy();
        var texts = asked.screen().texts();
        boolean byGroups = policy.newUser().groups();
        var view = new NewUserView(
                policy,
                typed,
                byGroups
                        ? List.of()
                        : RoleChoices.of(
                                texts,
                                asked.actor(),
                                policy,
                                roles.list(asked.organization().id())),
                typed.role() != null ? typed.role() : role(asked.actor(), asked.organization()),
                typed.onboarding() != null
                        ? typed.onboarding()
                        : firstWay(policy).key(),
                PasswordHintTexts.of(texts, rules, policy.password(), errors),
                byGroups ? groups(asked, typed) : null,
                errors.at("email", UserProblem::isAboutAddress),
                restorable(errors));
        return Html.of(
                errors,
                policy.newUser().form() == FormKind.DIALOG
                        ? templates.userNewDialog(asked.screen(), view)
                        : templates.userNew(asked.screen(), view));
    }

    /** Preselects, for the first user, the group that administers the organization. */
    private Picker groups(Asked asked, UserDraft typed) {
        var here = asked.organization();
        var chosen = typed.groups() == null && asked.actor().operator() && isEmpty(asked.actor(), here)
                ? groups.findDefault(here.id()).map(group -> group.id().toString()).stream()
                        .toList()
                : typed.groupsOrNone();
        return groupPicker.of(asked.screen().texts(), asked.actor(), here.id(), chosen, asked.search());
    }

    /** The preselected role: for the first user, the one that administers the organization. */
    private String role(Actor actor, Organization organization) {
        var policy = organization.policy();
        var first = policy.firstRole();
        if (first != null && actor.operator() && isEmpty(actor, organization)) {
            return first;
        }
        var standard = policy.defaultRole();
        return standard == null ? "" : standard;
    }

    private boolean isEmpty(Actor actor, Organization organization) {
        return users.isEmpty(actor, organization.id());
    }

    /** If the onboarding is chosen in the form, a password typed for another choice remains in its hidden field. */
    private static UserDraft asChosen(Policy policy, UserDraft typed) {
        var typing = Onboarding.TYPED_PASSWORD;
        return policy.onboarding().contains(typing)
                        && typed.onboarding() != null
                        && !typing.key().equals(typed.onboarding())
                ? typed.withPassword(null)
                : typed;
    }

    private static Onboarding way(Policy policy, String key) {
        return policy.onboarding().stream()
                .filter(way -> way.key().equals(key))
                .findFirst()
                .orElseThrow(() -> InvalidException.of("onboarding", "unknown"));
    }

    /** Invitations have a form of their own. */
    private static Onboarding firstWay(Policy policy) {
        return policy.onboarding().stream()
                .filter(way -> way != Onboarding.INVITATION)
                .findFirst()
                .orElse(policy.defaultOnboarding());
    }

    private static void leaveMessage(HttpServletResponse response, Member member) {
        if (member.onboarding() == Onboarding.EMAIL_LINK) {
            Flash.leave(response, "done.user-created-mailed", member.displayName(), member.signInName());
        } else {
            Flash.leave(response, "done.user-created", member.displayName());
        }
    }

    /** The deleted user with this address, if they could be restored instead. */
    private static @Nullable String restorable(FormErrors errors) {
        var refusal = errors.refusal();
        return refusal != null && refusal.details().get("restorable") instanceof Map<?, ?> found
                ? String.valueOf(found.get("user"))
                : null;
    }
}
