package dev.roster.password;

import dev.roster.access.Permit;
import dev.roster.password.HashingThreads.Asker;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Sets, verifies and drops passwords. Rules are checked before, by {@link PasswordRules}. */
@Component
public class Passwords {
    private final PasswordRepository repository;
    private final PasswordHasher hasher;
    private final Clock clock;

    Passwords(PasswordRepository repository, PasswordHasher hasher, Clock clock) {
        this.repository = repository;
        this.hasher = hasher;
        this.clock = clock;
    }

    /**
     * Hashes before the transaction, whose connection would wait for it; {@link #store} writes it then. Only for people who are
     * known: signed in, with a token, or behind a link that is alive.
     *
     * @throws dev.roster.shared.ProblemException {@code busy} where too many wait for the same
     */
    public HashedPassword hash(String password) {
        return hasher.hash(password);
    }

    /** A hash that another system made, where it is one that can be verified: docs/api/imports.md lists the forms. */
    public static Optional<HashedPassword> readForeign(String hash) {
        return ForeignHash.read(hash.strip()).map(_ -> new HashedPassword(hash.strip()));
    }

    /** The first passwords of people who are new here. */
    public void storeFirst(Permit granted, Map<UserId, FirstPassword> first) {
        repository.storeFirst(granted, first, clock.instant());
    }

    /** Writes a password that others chose in place of the one before, if any. */
    public void give(Permit granted, UserId user, HashedPassword hashed, boolean mustChange) {
        repository.store(granted, user, hashed, SetBy.OTHERS, mustChange, clock.instant());
    }

    /** Writes a password that its person chose in place of the one before, if any. */
    public void choose(Permit granted, UserId user, HashedPassword hashed, SetBy setBy) {
        repository.store(granted, user, hashed, setBy, false, clock.instant());
    }

    /**
     * Writes another password in place of one that its person has just shown to know. It is the owner's where the old one
     * was.
     *
     * @return false, and nothing is written, where the old one is the password no longer
     */
    public boolean replace(Permit granted, StoredPassword old, HashedPassword hashed) {
        var setBy = old.setBy() == SetBy.OWNER ? SetBy.OWNER : SetBy.HOLDER;
        return repository.replace(granted, old, hashed, setBy, clock.instant());
    }

    /** The person who knows the password has shown that the mailbox is theirs. Says nothing of what others chose. */
    public void own(UserId user) {
        repository.own(user);
    }

    /** The password of a user, or nothing where none was set yet or it was dropped. */
    public Optional<StoredPassword> find(UserId user) {
        return repository.find(user);
    }

    /** Whether a password that was read before is still the one, and stays so until the transaction ends. */
    public boolean isStill(StoredPassword stored) {
        return repository.isStill(stored.user(), stored.setAt());
    }

    /**
     * Whether this is the password of somebody who is signed in.
     *
     * @throws dev.roster.shared.ProblemException {@code busy} where too many wait for the same
     */
    public boolean verify(UserId user, String password) {
        return find(user).map(stored -> verify(stored, password)).orElse(false);
    }

    /** The same of a password that was read before. */
    public boolean verify(StoredPassword stored, String password) {
        return verify(Asker.KNOWN, stored, password).right();
    }

    /**
     * Whether a stranger knows the password; if so, and parameters have risen since, it is hashed anew.
     *
     * @param stored nothing for a user whom nobody knows, or who has none: that takes the same time
     * @throws dev.roster.shared.ProblemException {@code busy} where too many wait for the same
     */
    public PasswordCheck check(Optional<StoredPassword> stored, String password) {
        return stored.map(known -> verify(Asker.STRANGER, known, password))
                .orElseGet(() -> hasher.verifyNothing(Asker.STRANGER, password));
    }

    /** The same in a browser that was let in before: it does not stand in the line of strangers. */
    public PasswordCheck checkRemembered(StoredPassword stored, String password) {
        return verify(Asker.KNOWN, stored, password);
    }

    private PasswordCheck verify(Asker asker, StoredPassword stored, String password) {
        var verified = hasher.verify(asker, stored.hashed(), password);
        if (verified.upgraded() != null) {
            repository.upgrade(stored, verified.upgraded());
        }
        return verified.check();
    }

    /** Takes the password away: nothing verifies until another is set. */
    public void drop(Permit granted, UserId user) {
        repository.drop(granted, user);
    }
}
