package dev.roster.signin;

import dev.roster.membership.MembershipStatus;
import dev.roster.password.PasswordRepository;
import dev.roster.password.StoredPassword;
import dev.roster.shared.AcrossOrganizations;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Text;
import dev.roster.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
public class CredentialsRepository {
    private static final String SELECT = """
            select u.id, u.email, u.display_name, u.locale, u.operator, u.blocked_at,
                   (select count(*) from memberships m where m.user_id = u.id and m.status = 'active') active,
                   (select count(*) from memberships m where m.user_id = u.id
                       and m.status in ('pending', 'inactive', 'deleted')) waiting,
                   (select min(o.slug) from memberships m join organizations o on o.id = m.organization_id
                     where m.user_id = u.id and m.status = 'active') only_organization,
                   h.organization_id home, coalesce(h.status = 'pending', false) pending_at_home,
                   has_factor(u.id) has_factor,
                   p.user_id, p.hash, p.set_at, p.set_by, p.must_change
              from people u
              left join passwords p on p.user_id = u.id
              left join memberships h on h.user_id = u.id and h.organization_id = u.home_organization_id
                   and h.status in ('pending', 'active', 'inactive', 'deleted')
            """;

    private final JdbcClient jdbc;

    public CredentialsRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @AcrossOrganizations(because = "a sign-in names no organization")
    Optional<Credentials> findByEmail(EmailAddress email) {
        return jdbc.sql(SELECT + " where u.email_key = :key")
                .param("key", email.key())
                .query(CredentialsRepository::credentials)
                .optional();
    }

    @AcrossOrganizations(because = "a sign-in names no organization")
    Optional<Credentials> findById(UserId user) {
        return jdbc.sql(SELECT + " where u.id = :user")
                .param("user", user.value())
                .query(CredentialsRepository::credentials)
                .optional();
    }

    /** The same, with the person's row locked against a change of address and erasure until the transaction ends. */
    @AcrossOrganizations(because = "a forgotten password names no organization")
    Optional<Credentials> findByEmailHeld(EmailAddress email) {
        jdbc.sql("select 1 from users where email_key = :key for share")
                .param("key", email.key())
                .query(Integer.class)
                .optional();
        return findByEmail(email);
    }

    /** A membership that does not let its person in, and of which they may be told. */
    record Waiting(OrganizationId organization, MembershipStatus status) {}

    /** The organizations that have invited or deactivated a person, unless the operator has blocked them. */
    @AcrossOrganizations(because = "a forgotten password names no organization")
    List<Waiting> listWaiting(UserId user) {
        return jdbc.sql("""
                        select m.organization_id, m.status
                          from memberships m join users u on u.id = m.user_id
                         where m.user_id = :user and m.status in ('invited', 'inactive') and u.blocked_at is null
                         order by m.organization_id
                        """)
                .param("user", user.value())
                .query((row, n) -> new Waiting(
                        new OrganizationId(row.getObject("organization_id", UUID.class)),
                        MembershipStatus.find(row.getString("status")).orElseThrow()))
                .list();
    }

    /** Whether the person still has this key and password and is not blocked, locked until the transaction ends. */
    @AcrossOrganizations(because = "a sign-in names no organization")
    boolean isStillLetIn(StoredPassword password, String key) {
        return jdbc.sql("""
                        select 1 from passwords p join users u on u.id = p.user_id
                         where p.user_id = :user and p.set_at = :setAt
                           and :key in (u.email_key, u.username_key) and u.blocked_at is null
                           for no key update
                        """)
                .param("user", password.user().value())
                .param("setAt", password.setAt().atOffset(ZoneOffset.UTC))
                .param("key", key)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /**
     * The person with this username in the organization, or, if none is named, the first person who had it anywhere. Only if
     * an organization that lets them in also allows signing in with a username.
     *
     * @param organization the slug of the person's home, or empty
     */
    @AcrossOrganizations(because = "a sign-in need not name an organization")
    Optional<Credentials> findByUsername(String username, String organization) {
        return jdbc.sql(SELECT + """
                 where u.username_key = :key
                   and (:slug = '' or u.home_organization_id = (select id from organizations where slug = :slug))
                   and exists (select 1 from memberships m join organizations o on o.id = m.organization_id
                                where m.user_id = u.id and o.policy -> 'signInWith' @> '["username"]')
                 order by u.created_at, u.id
                 limit 1
                """)
                .param("key", Text.asciiLowerCase(username))
                .param("slug", organization)
                .query(CredentialsRepository::credentials)
                .optional();
    }

    @AcrossOrganizations(because = "a person reads their own organizations")
    public List<MyOrganization> listOrganizations(UserId user) {
        return jdbc.sql("""
                select o.slug, o.name, r.name role, u.home_organization_id is not distinct from o.id home, m.last_sign_in_at
                  from memberships m
                  join users u on u.id = m.user_id
                  join organizations o on o.id = m.organization_id
                  left join roles r on r.organization_id = m.organization_id and r.id = m.role_id
                 where m.user_id = :user and m.status = 'active'
                 order by lower(o.name), o.id
                """)
                .param("user", user.value())
                .query((row, n) -> new MyOrganization(
                        row.getString("slug"), row.getString("name"), row.getString("role"), row.getBoolean("home")))
                .list();
    }

    /** The first companies by name that a user may manage for their organization. */
    @AcrossOrganizations(because = "a person reads their own grants")
    public List<MyOrganization> listManaged(UserId user, String search, int most) {
        return jdbc.sql("""
                select o.slug, o.name, string_agg(r.name, ', ' order by r.position, r.key) role
                  from granted_roles g
                  join organizations o on o.id = g.organization_id
                  join roles r on r.organization_id = g.organization_id and r.id = g.role_id
                 where g.user_id = :user
                   and not exists (select 1 from memberships m where m.organization_id = o.id and m.user_id = g.user_id
                                      and m.status = 'active')
                   and (:search = '' or lower(o.name) like :pattern or o.slug like :pattern)
                 group by o.id
                 order by lower(o.name), o.id limit :most
                """)
                .param("user", user.value())
                .param("search", search)
                .param("pattern", "%" + Text.literal(search.toLowerCase(Locale.ROOT)) + "%")
                .param("most", most)
                .query((row, n) ->
                        new MyOrganization(row.getString("slug"), row.getString("name"), row.getString("role"), false))
                .list();
    }

    @AcrossOrganizations(because = "a person reads their own home")
    public Optional<OrganizationId> findHome(UserId user) {
        return jdbc.sql("""
                        select m.organization_id from users u
                          join memberships m on m.user_id = u.id and m.organization_id = u.home_organization_id
                         where u.id = :user and m.status = 'active'
                        """)
                .param("user", user.value())
                .query((row, n) -> new OrganizationId(row.getObject(1, UUID.class)))
                .optional();
    }

    @AcrossOrganizations(because = "a person reads their own language")
    void setLocale(UserId user, String locale) {
        jdbc.sql("""
                with person as (update users set version = version + 1 where id = :user returning id)
                update profiles p set locale = :locale from person where p.user_id = person.id
                """).param("user", user.value()).param("locale", locale).update();
    }

    private static Credentials credentials(ResultSet row, int number) throws SQLException {
        int active = row.getInt("active");
        boolean operator = row.getBoolean("operator");
        var home = row.getObject("home", UUID.class);
        boolean blocked = row.getTimestamp("blocked_at") != null;
        return new Credentials(
                new UserId(row.getObject("id", UUID.class)),
                row.getString("email"),
                row.getString("display_name"),
                row.getString("locale"),
                operator,
                !blocked && (active > 0 || operator || row.getInt("waiting") == 0),
                active,
                active == 1 ? row.getString("only_organization") : null,
                home == null ? null : new OrganizationId(home),
                !blocked && row.getBoolean("pending_at_home"),
                row.getBoolean("has_factor"),
                row.getObject("user_id") == null ? null : PasswordRepository.read(row));
    }
}
