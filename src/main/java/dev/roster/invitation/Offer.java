package dev.roster.invitation;

import dev.roster.link.Link;
import dev.roster.membership.Member;
import dev.roster.organization.Policy;
import dev.roster.role.Role;
import dev.roster.shared.RoleId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the page behind an invitation's link shows.
 *
 * @param provesMailbox whether the link came by email
 * @param by the inviter's name, or null if they are gone or it was Roster itself
 * @param way how it can be accepted
 * @param verified whether the address was proven before
 * @param replacesPassword whether the account has a password that others chose, which the person's own one will replace
 * @param elsewhere whether the account belongs to another organization, so that its name is not asked for here
 */
public record Offer(
        Link link,
        boolean provesMailbox,
        Member member,
        String organizationName,
        Policy policy,
        @Nullable String by,
        Way way,
        boolean replacesPassword,
        boolean elsewhere,
        boolean verified) {

    /** How an invitation is accepted. */
    public enum Way {
        /** The account has no password, or one that others chose: choosing one makes it theirs. */
        REGISTER,
        /** The account has a password that its person chose: knowing it is enough, and no new one is set. */
        SIGN_IN,
        /** The account is used elsewhere without a password of its person's own, which can be set only through its mailbox. */
        MAILED_LINK_ONLY
    }

    /**
     * Where a link came from, and who can send another.
     *
     * @param inviter null if unknown
     * @param mayAsk whether its person can ask for a new one: it has expired, or they declined
     */
    public record Host(String organization, @Nullable String inviter, boolean mayAsk) {}

    /**
     * A part of what an invitation gives, in words.
     *
     * @param group the group that the person joins, or null for a role of their own
     * @param roles what it lets them do, highest first
     */
    public record Given(@Nullable String group, List<Words> roles) {
        public Given {
            roles = List.copyOf(roles);
        }

        /** A role by its name and description. */
        public record Words(String name, String description) {
            private static Words of(Role role) {
                return new Words(role.name(), role.description());
            }
        }

        static Given role(Role role) {
            return new Given(null, List.of(Words.of(role)));
        }

        /** @param known all roles of the organization, in order */
        static Given group(String name, Collection<RoleId> carried, List<Role> known) {
            return new Given(
                    name,
                    known.stream()
                            .filter(role -> carried.contains(role.id()))
                            .map(Words::of)
                            .toList());
        }

        static List<Given> to(Member member, List<Role> known) {
            var own = member.role();
            var roles = known.stream()
                    .filter(role -> own != null && role.id().equals(own.id()))
                    .map(Given::role);
            var groups = member.groups().stream()
                    .map(group -> group(group.name(), group.roles(), known))
                    .sorted(Comparator.comparing(given -> String.valueOf(given.group())));
            return Stream.concat(roles, groups).toList();
        }
    }

    /** Whether first and last name are asked for, rather than a single name. */
    public boolean twoNames() {
        return policy.newUser().name() != Policy.NameFields.DISPLAY_NAME;
    }

    public boolean registers() {
        return way == Way.REGISTER;
    }

    public String email() {
        return member.signInName();
    }
}
