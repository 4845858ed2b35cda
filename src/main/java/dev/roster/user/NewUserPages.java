package dev.roster.user;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.group.Groups;
import dev.roster.organization.Onboarding;
import dev.roster.organization.Organization;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.FormKind;
import dev.roster.password.PasswordRules;
import dev.roster.role.Roles;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.web.Choice;
import dev.roster.web.Flash;
import dev.roster.web.FormErrors;
import dev.roster.web.Html;
import dev.roster.web.OrganizationAtHand;
import dev.roster.web.Redirect;
import dev.roster.web.Screen;
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
    private static final int GROUPS = 200;

    private final Templates templates = new StaticTemplates();
    private final Users users;
    private final Addresses addresses;
    private final UserList list;
    private final Roles roles;
    private final Groups groups;
    private final Organizations organizations;
    private final PasswordRules rules;

    NewUserPages(
            Users users,
            Addresses addresses,
            UserList list,
            Roles roles,
            Groups groups,
            Organizations organizations,
            PasswordRules rules) {
        this.users = users;
        this.addresses = addresses;
        this.list = list;
        this.roles = roles;
        this.groups = groups;
        this.organizations = organizations;
        this.rules = rules;
    }

    /** @param onboarding the way in that stands chosen; an invitation has a form of its own */
    @GetMapping("/o/{org}/users/new")
    ResponseEntity<JteModel> form(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam(defaultValue = "") String onboarding) {
        actor.require(Permission.USERS_CREATE, organization.id());
        var here = organizations.get(organization.id());
        var way = onboarding.isEmpty() ? firstWay(here.policy()) : way(here.policy(), onboarding);
        if (way == Onboarding.INVITATION) {
            return Redirect.to(organization.path("/invitations/new"));
        }
        return form(200, screen, actor, here, NewUser.of("", "").withOnboarding(way.key()), FormErrors.NONE, null);
    }

    @PostMapping("/o/{org}/users")
    ResponseEntity<JteModel> create(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @ModelAttribute NewUser typed,
            HttpServletResponse response) {
        var here = organizations.get(organization.id());
        try {
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
            leaveMessage(response, screen, created.member());
            return Redirect.to(UserPages.path(organization, created.member(), "/role"));
        } catch (InvalidException invalid) {
            return form(422, screen, actor, here, typed, FormErrors.of(screen.texts(), invalid), null);
        } catch (ProblemException refused) {
            var errors = FormErrors.of(screen.texts(), refused);
            var shown = UserProblem.isAboutAddress(refused.problem()) ? errors.at("email") : errors;
            return form(refused.problem().status(), screen, actor, here, typed, shown, restorable(refused));
        }
    }

    /** What is known of an address, as a line under its field. */
    @GetMapping("/o/{org}/users/address")
    ResponseEntity<JteModel> address(
            Screen screen, Actor actor, OrganizationAtHand organization, @RequestParam String email) {
        actor.require(Permission.USERS_CREATE, organization.id());
        if (email.isBlank()) {
            return Html.of(200, templates.userAddress(screen, "", null));
        }
        try {
            var answer = addresses.answer(actor, organization.id(), email);
            var restorable = answer.restorable();
            return Html.of(
                    200,
                    templates.userAddress(
                            screen, answer.kind().key(), restorable == null ? null : restorable.toString()));
        } catch (InvalidException invalid) {
            return Html.of(200, templates.userAddress(screen, "invalid", null));
        }
    }

    private ResponseEntity<JteModel> form(
            int status,
            Screen screen,
            Actor actor,
            Organization organization,
            NewUser typed,
            FormErrors errors,
            @Nullable String restorable) {
        actor.require(Permission.USERS_CREATE, organization.id());
        var policy = organization.policy();
        var choices = policy.newUser().groups()
                ? List.<Choice>of()
                : RoleChoices.of(screen.texts(), actor, policy, roles.list(organization.id()));
        var view = new NewUserView(
                policy,
                typed,
                choices,
                policy.newUser().groups()
                        ? GroupChoices.of(
                                actor,
                                groups.list(actor, organization.id(), null, null, GROUPS)
                                        .items())
                        : List.of(),
                typed.role() != null ? typed.role() : role(actor, organization),
                typed.onboarding() != null
                        ? typed.onboarding()
                        : firstWay(policy).key(),
                PasswordHintTexts.of(screen.texts(), rules, policy.password()),
                errors,
                restorable);
        return Html.of(
                status,
                policy.newUser().form() == FormKind.DIALOG
                        ? templates.userNewDialog(screen, view)
                        : templates.userNew(screen, view));
    }

    /** The role that stands chosen at first: of the first user the one that runs the organization. */
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
        return list.list(actor, organization.id(), UserFilter.ALL, null, 1)
                .items()
                .isEmpty();
    }

    /** Where the way in is chosen on the form, a password typed for another choice stays in its hidden field. */
    private static NewUser asChosen(Policy policy, NewUser typed) {
        var typing = Onboarding.TYPED_PASSWORD;
        return policy.onboarding().contains(typing)
                        && typed.onboarding() != null
                        && !typing.key().equals(typed.onboarding())
                ? typed.withoutPassword()
                : typed;
    }

    private static Onboarding way(Policy policy, String key) {
        return policy.onboarding().stream()
                .filter(way -> way.key().equals(key))
                .findFirst()
                .orElseThrow(() -> InvalidException.of("onboarding", "unknown"));
    }

    /** Invitations are not made on this form. */
    private static Onboarding firstWay(Policy policy) {
        return policy.onboarding().stream()
                .filter(way -> way != Onboarding.INVITATION)
                .findFirst()
                .orElse(policy.defaultOnboarding());
    }

    private static void leaveMessage(HttpServletResponse response, Screen screen, Member member) {
        if (member.onboarding() == Onboarding.EMAIL_LINK) {
            Flash.leave(response, "done.user-created-mailed", member.displayName(), member.signInName());
        } else {
            Flash.leave(response, "done.user-created", member.displayName());
        }
    }

    private static @Nullable String restorable(ProblemException refused) {
        return refused.details().get("restorable") instanceof Map<?, ?> found
                ? String.valueOf(found.get("user"))
                : null;
    }
}
