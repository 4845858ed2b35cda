package dev.roster.person;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is allowed to whom, and what follows from it, modelled independently of the product. */
final class AccountModel {
    static final int ORGANIZATIONS = 3;
    static final int PEOPLE = 4;

    /** The last of the people runs the installation. */
    static final int OPERATOR = PEOPLE - 1;

    /** The organizations that each administrator administers. */
    static final List<Set<Integer>> ADMINISTRATORS = List.of(Set.of(0), Set.of(1), Set.of(2), Set.of(0, 1));

    private static final int NOWHERE = -1;

    enum Status {
        NONE,
        INVITED,
        /** Invited at an address that the account no longer has. */
        WITHDRAWN,
        ACTIVE,
        DELETED,
        REMOVED
    }

    /** Who controls an account. */
    enum Manager {
        ORGANIZATION,
        CONSENT,
        PERSON
    }

    private static final class Account {
        private final Status[] status = new Status[ORGANIZATIONS];
        private final List<Integer> joined = new ArrayList<>();
        private boolean exists;
        private boolean ownPassword;
        private int home = NOWHERE;
        private Manager manager = Manager.ORGANIZATION;

        Account() {
            Arrays.fill(status, Status.NONE);
        }
    }

    private final List<Account> accounts =
            IntStream.range(0, PEOPLE).mapToObj(_ -> new Account()).collect(Collectors.toCollection(ArrayList::new));

    AccountModel() {
        var operator = accounts.get(OPERATOR);
        operator.exists = true;
        operator.ownPassword = true;
        operator.manager = Manager.PERSON;
    }

    boolean exists(int person) {
        return accounts.get(person).exists;
    }

    boolean hasOwnPassword(int person) {
        return accounts.get(person).ownPassword;
    }

    int home(int person) {
        return accounts.get(person).home;
    }

    /** The organizations that a person belongs to, or can be restored in. */
    Set<Integer> lives(int person) {
        var status = accounts.get(person).status;
        return IntStream.range(0, ORGANIZATIONS)
                .filter(o -> status[o] == Status.ACTIVE || status[o] == Status.DELETED)
                .boxed()
                .collect(Collectors.toSet());
    }

    /** Whether an administrator may know a password that opens this account. */
    boolean mayKnowPassword(int actor, int person) {
        return person != OPERATOR && ADMINISTRATORS.get(actor).containsAll(lives(person));
    }

    /** Whether it makes sense at all: the action is on a person who exists. */
    boolean isPossible(AccountDeed deed) {
        var account = accounts.get(deed.person());
        var status = account.status[deed.organization()];
        return switch (deed.kind()) {
            case CREATE, INVITE -> true;
            case GENERATE_PASSWORD, CHANGE_ADDRESS, EDIT_PROFILE, DELETE, REMOVE -> status == Status.ACTIVE;
            case ERASE -> status == Status.ACTIVE || status == Status.DELETED;
            case JOIN -> status == Status.INVITED;
            case RESET_PASSWORD, GIVE, TAKE_BACK ->
                account.exists && lives(deed.person()).size() > 0;
        };
    }

    boolean allows(AccountDeed deed) {
        var account = accounts.get(deed.person());
        if (!deed.kind().isByPerson() && !ADMINISTRATORS.get(deed.actor()).contains(deed.organization())) {
            return false;
        }
        return switch (deed.kind()) {
            case CREATE -> !account.exists;
            case INVITE ->
                account.status[deed.organization()] == Status.NONE
                        || account.status[deed.organization()] == Status.REMOVED;
            case GENERATE_PASSWORD, CHANGE_ADDRESS, EDIT_PROFILE -> mayChangeAccount(deed);
            case ERASE, DELETE, REMOVE, JOIN, RESET_PASSWORD -> true;
            case GIVE ->
                deed.person() != OPERATOR
                        && account.manager == Manager.PERSON
                        && lives(deed.person()).size() == 1;
            case TAKE_BACK ->
                account.manager == Manager.CONSENT && lives(deed.person()).size() == 1;
        };
    }

    private boolean mayChangeAccount(AccountDeed deed) {
        var account = accounts.get(deed.person());
        if (deed.person() == OPERATOR || account.home != deed.organization()) {
            return false;
        }
        var elsewhere = lives(deed.person());
        elsewhere.remove(deed.organization());
        return elsewhere.isEmpty()
                ? account.manager != Manager.PERSON
                : ADMINISTRATORS.get(deed.actor()).containsAll(elsewhere);
    }

    void apply(AccountDeed deed) {
        var account = accounts.get(deed.person());
        int here = deed.organization();
        switch (deed.kind()) {
            case CREATE -> {
                account.exists = true;
                account.home = here;
                account.status[here] = Status.ACTIVE;
                account.joined.add(here);
            }
            case INVITE -> {
                if (!account.exists) {
                    account.exists = true;
                    account.home = here;
                }
                account.status[here] = Status.INVITED;
                account.joined.remove((Integer) here);
            }
            case GENERATE_PASSWORD -> account.ownPassword = false;
            case RESET_PASSWORD -> account.ownPassword = true;
            case CHANGE_ADDRESS -> withdrawInvitations(account);
            case EDIT_PROFILE -> {}
            case ERASE -> {
                if (mayChangeAccount(deed)) {
                    accounts.set(deed.person(), new Account());
                } else {
                    leave(account, here);
                }
            }
            case DELETE -> {
                if (mayChangeAccount(deed)) {
                    account.ownPassword = false;
                }
                account.status[here] = Status.DELETED;
            }
            case REMOVE -> leave(account, here);
            case JOIN -> join(deed.person(), account, here);
            case GIVE -> {
                account.manager = Manager.CONSENT;
                account.home = lives(deed.person()).iterator().next();
            }
            case TAKE_BACK -> account.manager = Manager.PERSON;
        }
    }

    /** An invitation is for the address that it was sent to. */
    private static void withdrawInvitations(Account account) {
        for (int o = 0; o < ORGANIZATIONS; o++) {
            account.status[o] = account.status[o] == Status.INVITED ? Status.WITHDRAWN : account.status[o];
        }
    }

    private static void leave(Account account, int here) {
        account.status[here] = Status.REMOVED;
        if (account.home == here) {
            account.joined.stream()
                    .filter(o -> account.status[o] == Status.ACTIVE)
                    .findFirst()
                    .ifPresent(next -> account.home = next);
        }
    }

    private static void join(int person, Account account, int here) {
        boolean joinedBefore = account.joined.stream().anyMatch(o -> o != here);
        if (person == OPERATOR || joinedBefore) {
            account.manager = Manager.PERSON;
        }
        account.ownPassword = true;
        account.status[here] = Status.ACTIVE;
        account.joined.add(here);
        boolean homeIsLeft = account.home != NOWHERE
                && account.home != here
                && (!account.joined.contains(account.home) || account.status[account.home] == Status.REMOVED);
        if (person != OPERATOR && (account.home == NOWHERE || homeIsLeft)) {
            account.home = here;
        }
    }
}
