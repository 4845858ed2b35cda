package dev.roster.signin;

import dev.roster.link.Link;
import dev.roster.link.LinkKind;
import dev.roster.link.LinkProblem;
import dev.roster.link.Links;
import dev.roster.organization.Organizations;
import dev.roster.password.NewPasswords;
import dev.roster.password.PasswordRule;
import dev.roster.password.Passwords;
import dev.roster.password.SetBy;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sets a password through an emailed link: the first one, or a replacement for a forgotten one. */
@Component
class PasswordLinks {
    private static final Set<LinkKind> KINDS = Set.of(LinkKind.SET_PASSWORD, LinkKind.RESET_PASSWORD);

    private final Links links;
    private final Organizations organizations;
    private final Passwords passwords;
    private final NewPasswords newPasswords;
    private final ChosenPasswords chosen;

    PasswordLinks(
            Links links,
            Organizations organizations,
            Passwords passwords,
            NewPasswords newPasswords,
            ChosenPasswords chosen) {
        this.links = links;
        this.organizations = organizations;
        this.passwords = passwords;
        this.newPasswords = newPasswords;
        this.chosen = chosen;
    }

    /**
     * The page behind a link.
     *
     * @param organization the one whose account it is, or null for the operator's
     * @param endsOthersPassword whether there is a password that others chose, which the person's own one will replace
     */
    record Opened(
            Link link, @Nullable String organization, Person person, PasswordRule rule, boolean endsOthersPassword) {
        boolean isFirst() {
            return link.kind() == LinkKind.SET_PASSWORD;
        }
    }

    /** Reads the link without consuming it: mail scanners open links, too. */
    Opened open(String token) {
        var link = links.open(token);
        if (!KINDS.contains(link.kind())) {
            throw LinkProblem.LINK_UNKNOWN.with();
        }
        var person = chosen.holder(link);
        var organization = link.organization();
        return new Opened(
                link,
                organization == null ? null : organizations.get(organization).name(),
                person,
                organizations.passwordRule(organization),
                passwords
                        .find(link.user())
                        .filter(password -> password.setBy() == SetBy.OTHERS)
                        .isPresent());
    }

    /** Consumes the link and sets the password: all other sessions and links of the person end with it. */
    Person set(String token, String password) {
        var opened = open(token);
        var hashed = newPasswords.typed(opened.rule(), password, opened.person().personal());
        chosen.set(opened.link(), hashed);
        return opened.person();
    }
}
