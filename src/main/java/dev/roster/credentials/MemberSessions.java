package dev.roster.credentials;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.rights.Members;
import dev.roster.session.Session;
import dev.roster.session.Sessions;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The sessions of a user, for those who may sign them out. */
@Component
public class MemberSessions {
    private final Members members;
    private final Sessions sessions;
    private final AuditLog audit;

    MemberSessions(Members members, Sessions sessions, AuditLog audit) {
        this.members = members;
        this.sessions = sessions;
        this.audit = audit;
    }

    @Transactional
    public List<Session> list(Actor actor, OrganizationId organization, UserId user) {
        var member = members.getToLookAt(actor.require(Permission.USERS_SIGN_OUT, organization), user);
        Members.requireJoined(member, "sign_out");
        return sessions.list(user);
    }

    /** Ends one session of a user, or all of them if {@code session} is null. */
    @Transactional
    public void end(Actor actor, OrganizationId organization, UserId user, @Nullable UUID session) {
        var granted = actor.require(Permission.USERS_SIGN_OUT, organization);
        Members.requireJoined(members.getGoverned(granted, user).member(), "sign_out");
        if (session == null) {
            sessions.endAll(granted, user);
        } else if (!sessions.end(granted, user, session)) {
            throw AccessProblem.NOT_FOUND.with();
        }
        audit.record(granted, NewAuditEvent.of(CredentialsAction.SIGNED_OUT).to(user));
    }
}
