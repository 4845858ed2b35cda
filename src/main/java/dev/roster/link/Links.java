package dev.roster.link;

import dev.roster.access.Actor;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.installation.ServerSecret;
import dev.roster.installation.Settings;
import dev.roster.shared.Ids;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Creates and verifies one-time links. A token is {@code id ‖ HMAC-SHA256(server secret, id ‖ generation)} with the kind and
 * the delivery as the purpose of the MAC, so that the database alone opens nothing.
 */
@Component
public class Links {
    private static final int ID_BYTES = 16;
    private static final int MAC_BYTES = 32;
    private static final Duration KEPT_WHILE_YOUNGER = Duration.ofHours(1);

    /** The two ways to deliver a token: part of what it proves. */
    private static final String MAILED = "mailed";

    private static final String COPIED = "copied";

    private final LinkRepository repository;
    private final ServerSecret secret;
    private final Settings settings;
    private final Clock clock;

    Links(LinkRepository repository, ServerSecret secret, Settings settings, Clock clock) {
        this.repository = repository;
        this.secret = secret;
        this.settings = settings;
        this.clock = clock;
    }

    /** Creates a link for a user who has just been created. */
    public Link issueFirst(OrganizationPermit granted, LinkKind kind, UserId user, Duration validFor) {
        var now = clock.instant();
        var link = new Link(Ids.next(), kind, granted.organization(), user, 1, now, now.plus(validFor), null);
        repository.insert(granted, link);
        return link;
    }

    /** Creates a link for this user; an earlier one of the same kind becomes invalid. */
    public Link issue(Permit granted, LinkKind kind, UserId user, Duration validFor) {
        var now = clock.instant();
        return repository.issue(granted, Ids.next(), kind, user, now, now.plus(validFor));
    }

    /**
     * The same, but a live link younger than an hour is left as it is: a stranger who requests one email after another must
     * not invalidate the link that its owner is about to follow.
     */
    public Link issueUnlessLive(Permit granted, LinkKind kind, UserId user, Duration validFor) {
        var now = clock.instant();
        return repository.issueUnlessLive(
                granted, Ids.next(), kind, user, now, now.plus(validFor), now.minus(KEPT_WHILE_YOUNGER));
    }

    /** Those of these links that are live, by their ids, for writing the emails that carry them. */
    public Map<UUID, Link> listLive(Set<UUID> ids) {
        var now = clock.instant();
        return repository.list(ids).stream()
                .filter(link -> link.isLive(now))
                .collect(Collectors.toMap(Link::id, Function.identity()));
    }

    /** A user's link of this kind in an organization, dead or alive. */
    public Optional<Link> find(OrganizationId organization, UserId user, LinkKind kind) {
        return repository.find(organization, user, kind);
    }

    /** The URL for an email. Built from the configured public address, never from a request. */
    public URI mailed(Link link) {
        return address(link, MAILED);
    }

    /** The URL that an administrator passes on: opens the same, but proves no mailbox. */
    public URI copied(Link link) {
        return address(link, COPIED);
    }

    private URI address(Link link, String way) {
        var token = ByteBuffer.allocate(ID_BYTES + MAC_BYTES)
                .put(bytes(link.id()))
                .put(secret.mac(purpose(way, link.kind()), proven(link)));
        return URI.create(settings.publicUrl()
                + link.kind().path()
                + Base64.getUrlEncoder().withoutPadding().encodeToString(token.array()));
    }

    /**
     * Reads a token that came by email, without consuming the link.
     *
     * @throws dev.roster.shared.ProblemException {@link LinkProblem}
     */
    public Link open(String token) {
        var link = identify(token)
                .filter(Identified::provesMailbox)
                .orElseThrow(LinkProblem.LINK_UNKNOWN::with)
                .link();
        requireLive(link);
        return link;
    }

    /** @throws dev.roster.shared.ProblemException {@link LinkProblem} if it has expired, was used or revoked */
    public void requireLive(Link link) {
        if (link.isExpired(clock.instant())) {
            throw LinkProblem.LINK_EXPIRED.with();
        }
        if (!link.isLive(clock.instant())) {
            throw LinkProblem.LINK_USED.with();
        }
    }

    /** The live link of this kind for an emailed token, or empty. Consumes nothing. */
    public Optional<Link> findLive(String token, LinkKind kind) {
        return identify(token)
                .filter(Identified::provesMailbox)
                .map(Identified::link)
                .filter(link -> link.kind() == kind && link.isLive(clock.instant()));
    }

    /**
     * A link, dead or alive, and how its token was delivered.
     *
     * @param provesMailbox false if an administrator copied the link
     */
    public record Identified(Link link, boolean provesMailbox) {}

    /** The link of a token, even if it is dead. Empty for a forged or superseded token. */
    public Optional<Identified> identify(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != ID_BYTES + MAC_BYTES) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(bytes);
        var id = new UUID(buffer.getLong(), buffer.getLong());
        var mac = Arrays.copyOfRange(bytes, ID_BYTES, bytes.length);
        return repository.find(id).flatMap(link -> identified(link, mac));
    }

    private Optional<Identified> identified(Link link, byte[] mac) {
        if (secret.verifies(purpose(MAILED, link.kind()), proven(link), mac)) {
            return Optional.of(new Identified(link, true));
        }
        return link.kind().mayBeCopied() && secret.verifies(purpose(COPIED, link.kind()), proven(link), mac)
                ? Optional.of(new Identified(link, false))
                : Optional.empty();
    }

    /** Restarts the validity period of the same link; false if it is already dead. */
    public boolean extend(Permit granted, Link link, Duration validFor) {
        var now = clock.instant();
        return repository.extend(granted, link, now, now.plus(validFor));
    }

    /** The holder of an opened link: the person it was issued to. */
    public Actor.Proven holder(Link link) {
        return new Actor.Proven(link.user(), link.organization(), link.kind().key());
    }

    /** Consumes the link. Of several concurrent calls one succeeds; the others get {@link LinkProblem#LINK_USED}. */
    public void consume(Permit granted, Link link) {
        if (!repository.consume(granted, link, clock.instant())) {
            throw LinkProblem.LINK_USED.with();
        }
    }

    /** Ends all of this user's links, whatever organization they are from. */
    public void endAll(Permit granted, UserId user) {
        repository.endAll(granted, user, EnumSet.allOf(LinkKind.class), clock.instant());
    }

    /** Ends all links to this user's account, but no invitations: those offer something and open no account. */
    public void endAllButInvitations(Permit granted, UserId user) {
        repository.endAll(granted, user, EnumSet.complementOf(EnumSet.of(LinkKind.INVITATION)), clock.instant());
    }

    /** Ends all of this user's links from this organization. */
    public void endAllHere(OrganizationPermit granted, UserId user) {
        repository.endAllHere(granted, user, clock.instant());
    }

    private static String purpose(String way, LinkKind kind) {
        return "link:" + way + ":" + kind.key();
    }

    private static byte[] proven(Link link) {
        return ByteBuffer.allocate(ID_BYTES + Integer.BYTES)
                .put(bytes(link.id()))
                .putInt(link.generation())
                .array();
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(ID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
