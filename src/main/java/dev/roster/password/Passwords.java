package dev.roster.password;

import dev.roster.access.Permit;
import dev.roster.password.HashingThreads.Asker;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Sets, verifies and deletes passwords. The rules are checked before, by {@link PasswordRules}. */
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
     * Hashes a password before the transaction, whose connection would otherwise wait for it; {@link #store} then writes it.
     * Only for known people: signed in, with a token, or with a live link.
     *
     * @throws dev.roster.shared.ProblemException {@code busy} if too many requests are waiting for a hash
     */
    public HashedPassword hash(String password) {
        return hasher.hash(password);
    }

    /** A hash from another system, if it is one that can be verified: docs/api/imports.md lists the formats. */
    public static Optional<HashedPassword> readForeign(String hash) {
        return ForeignHash.read(hash.strip()).map(_ -> new HashedPassword(hash.strip()));
    }

    /** The initial passwords of new users. */
    public void storeFirst(Permit granted, Map<UserId, FirstPassword> first) {
        repository.storeFirst(granted, first, clock.instant());
    }

    /** Stores a password that others chose, replacing the previous one, if any. */
    public void give(Permit granted, UserId user, HashedPassword hashed, boolean mustChange) {
        repository.store(granted, user, hashed, SetBy.OTHERS, mustChange, clock.instant());
    }

    /** Stores a password that the person chose, replacing the previous one, if any. */
    public void choose(Permit granted, UserId user, HashedPassword hashed, SetBy setBy) {
        repository.store(granted, user, hashed, setBy, false, clock.instant());
    }

    /**
     * Replaces a password that the person has just proven to know. The new one counts as the mailbox owner's if the old one
     * did.
     *
     * @return false, with nothing written, if the old one is no longer the password
     */
    public boolean replace(Permit granted, StoredPassword old, HashedPassword hashed) {
        var setBy = old.setBy() == SetBy.OWNER ? SetBy.OWNER : SetBy.HOLDER;
        return repository.replace(granted, old, hashed, setBy, clock.instant());
    }

    /** The person who knows the password has proven the mailbox. Does not apply to passwords that others chose. */
    public void own(UserId user) {
        repository.own(user);
    }

    /** A user's password, or empty if none has been set yet or it was deleted. */
    public Optional<StoredPassword> find(UserId user) {
        return repository.find(user);
    }

    /**
     * Whether this is the password of a signed-in user.
     *
     * @throws dev.roster.shared.ProblemException {@code busy} if too many requests are waiting for a hash
     */
    public boolean verify(UserId user, String password) {
        return find(user).map(stored -> verify(stored, password)).orElse(false);
    }

    /** The same for a password that was read before. */
    public boolean verify(StoredPassword stored, String password) {
        return verify(Asker.KNOWN, stored, password).right();
    }

    /**
     * Whether a stranger knows the password; if so, and the parameters have been raised since, it is rehashed.
     *
     * @param stored empty for an unknown user, or one without a password: that takes the same time
     * @throws dev.roster.shared.ProblemException {@code busy} if too many requests are waiting for a hash
     */
    public PasswordCheck check(Optional<StoredPassword> stored, String password) {
        return stored.map(known -> verify(Asker.STRANGER, known, password))
                .orElseGet(() -> hasher.verifyNothing(Asker.STRANGER, password));
    }

    /** The same in a remembered browser, which does not wait in the strangers' queue. */
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

    /** Deletes the password: nothing verifies until another one is set. */
    public void drop(Permit granted, UserId user) {
        repository.drop(granted, user);
    }
}
