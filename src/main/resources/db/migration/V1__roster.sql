-- Constraints are named after the rule they enforce; the code maps the name to a problem. A table that belongs to an
-- organization has organization_id first in its primary key and in its foreign keys, so that it can be partitioned by it:
-- docs/operations/scale.md lists the key of each table.
-- Both extensions are trusted: the owner of the database may create them (PostgreSQL 13 and later).
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- organization ------------------------------------------------------------------------------------------------------------

create table organizations (
    id              uuid primary key,
    slug            text not null,
    name            text not null,
    preset          text not null,
    policy          jsonb not null,
    -- Counts the changes of the policy, so that no one overwrites a concurrent change.
    policy_version  bigint not null default 1,
    parent_id       uuid references organizations (id),
    created_at      timestamptz not null,
    -- Counts the changes of this row and of the organization's roles: what was read at an older version is read again.
    version         bigint not null default 1,
    constraint organization_slug_is_unique unique (slug)
);
create function raise_version() returns trigger language plpgsql as $$
begin
    new.version := old.version + 1;
    return new;
end $$;
create trigger version_is_raised before update on organizations for each row execute function raise_version();

create index organizations_by_name on organizations (lower(name), id);
create index organizations_by_parent on organizations (parent_id, lower(name), id) where parent_id is not null;

-- person ------------------------------------------------------------------------------------------------------------------

create table users (
    id                   uuid primary key,
    email                text,
    -- The address as it is compared; null if there is none, or if the account was deleted and another one has the address now.
    email_key            text,
    -- What the address looks like: to warn about look-alikes.
    email_skeleton       text,
    email_verified_at    timestamptz,
    username             text,
    username_key         text,
    -- The user's home: where they were created, or have moved since. Operators have none.
    home_organization_id uuid references organizations (id),
    -- Who controls the account. The organization that created it may change it while its person belongs to no other; once
    -- they join another one, only they may, until they let the one they belong to manage it again.
    managed_by           text not null default 'organization',
    operator             boolean not null default false,
    created_at           timestamptz not null,
    last_sign_in_at      timestamptz,
    blocked_at           timestamptz,
    erased_at            timestamptz,
    version              bigint not null default 1,
    constraint email_is_unique unique (email_key),
    -- A username is one of their home organization, which sign-in can name.
    constraint username_is_unique unique (username_key, home_organization_id),
    constraint manager_is_known check (managed_by in ('organization', 'person', 'consent'))
);

create index users_by_skeleton on users (email_skeleton) where email_skeleton is not null;

-- A person's names and contact data: the row that erasing deletes.
create table profiles (
    user_id            uuid primary key references users (id),
    first_name         text,
    last_name          text,
    display_name       text not null,
    phone_country_code text,
    phone_number       text,
    locale             text not null,
    -- Null for that of the home organization.
    time_zone          text,
    -- Names and address, normalised: what a search in the operator's list of people looks at.
    search             text collate "C" not null
);
create index profiles_by_name on profiles ((left(search, 100) collate "C"), user_id);
create index profiles_by_search on profiles using gin (search gin_trgm_ops) with (gin_pending_list_limit = 1024);

-- A person with their profile; for an erased one only the fact that they existed.
create view people as
    select u.id, u.email, u.email_key, u.email_verified_at, u.username, u.username_key, u.home_organization_id,
           u.managed_by, u.operator, u.created_at, u.last_sign_in_at, u.blocked_at, u.erased_at, u.version,
           p.first_name, p.last_name, coalesce(p.display_name, '') as display_name, p.phone_country_code, p.phone_number,
           coalesce(p.locale, 'en') as locale, coalesce(p.time_zone, h.policy ->> 'timeZone', 'UTC') as time_zone,
           p.time_zone as own_time_zone, p.search
      from users u
      left join profiles p on p.user_id = u.id
      left join organizations h on h.id = u.home_organization_id;

-- password ----------------------------------------------------------------------------------------------------------------

-- Separate from users, so that no query for people returns a hash.
create table passwords (
    user_id     uuid primary key references users (id),
    hash        text not null,
    set_at      timestamptz not null,
    must_change boolean not null,
    -- Who chose it: others, the holder of the account, or its owner, who has proven the mailbox. A password that others
    -- chose ends when the mailbox is proven.
    set_by      text not null,
    constraint password_setter_is_known check (set_by in ('others', 'holder', 'owner'))
);

-- factor ------------------------------------------------------------------------------------------------------------------

-- What people prove who they are with besides the password. "proven" says whether the mailbox was proven when it was added: like
-- a password that others chose, the rest ends when the mailbox is proven.

-- An authenticator app, one for each person. The secret is sealed with the server's.
create table authenticators (
    user_id      uuid primary key references users (id),
    sealed       bytea not null,
    -- The time step of the code that was accepted last: a code works once, and no earlier one does after it.
    last_step    bigint not null,
    proven       boolean not null,
    created_at   timestamptz not null,
    last_used_at timestamptz not null
);

create table passkeys (
    id             uuid primary key,
    user_id        uuid not null references users (id),
    credential_id  bytea not null,
    public_key     bytea not null,
    sign_count     bigint not null,
    backup_eligible boolean not null,
    backed_up      boolean not null,
    transports     text[] not null,
    -- What the person calls it.
    name           text not null,
    proven         boolean not null,
    created_at     timestamptz not null,
    last_used_at   timestamptz,
    constraint credential_is_unique unique (credential_id)
);
create index passkeys_by_user on passkeys (user_id);

-- Those that are left: a used one is deleted.
create table recovery_codes (
    user_id   uuid not null references users (id),
    code_hash bytea not null,
    proven    boolean not null,
    primary key (user_id, code_hash)
);

-- Recovery codes are no factor of their own: they stand in for one.
create function has_factor(person uuid) returns boolean language sql stable as $$
    select exists (select 1 from authenticators where user_id = person)
           or exists (select 1 from passkeys where user_id = person)
$$;

-- role --------------------------------------------------------------------------------------------------------------------

create table roles (
    organization_id     uuid not null references organizations (id),
    id                  uuid not null,
    key                 text not null,
    name                text not null,
    description         text not null,
    permissions         text[] not null,
    product_permissions text[] not null,
    position            int not null,
    version             bigint not null default 1,
    primary key (organization_id, id),
    constraint role_key_is_unique unique (organization_id, key)
);

create table role_governs (
    organization_id  uuid not null,
    role_id          uuid not null,
    governed_role_id uuid not null,
    primary key (organization_id, role_id, governed_role_id),
    foreign key (organization_id, role_id) references roles (organization_id, id) on delete cascade,
    foreign key (organization_id, governed_role_id) references roles (organization_id, id) on delete cascade
);

create function raise_organization_version() returns trigger language plpgsql as $$
begin
    update organizations set version = version where id in (select organization_id from changed);
    return null;
end $$;
create trigger roles_inserted after insert on roles
    referencing new table as changed for each statement execute function raise_organization_version();
create trigger roles_updated after update on roles
    referencing new table as changed for each statement execute function raise_organization_version();
create trigger roles_deleted after delete on roles
    referencing old table as changed for each statement execute function raise_organization_version();
create trigger role_governs_inserted after insert on role_governs
    referencing new table as changed for each statement execute function raise_organization_version();
create trigger role_governs_deleted after delete on role_governs
    referencing old table as changed for each statement execute function raise_organization_version();

-- membership --------------------------------------------------------------------------------------------------------------

-- sort_name and search are copied from the person, so that one index can order and search an organization's users.
create table memberships (
    organization_id   uuid not null references organizations (id),
    user_id           uuid not null references users (id),
    status            text not null,
    -- Which list shows the user: that of users, that of deleted ones (false), or none (null).
    listed            boolean generated always as (
        case when status = 'deleted' then false when status not in ('removed', 'erased') then true end) stored,
    role_id           uuid,
    onboarding        text not null,
    sort_name         text collate "C" not null,
    search            text collate "C" not null,
    created_at        timestamptz not null,
    joined_at         timestamptz,
    last_sign_in_at   timestamptz,
    status_changed_at timestamptz not null,
    -- The id in another system, for imported users: belongs to the organization, and is deleted with the membership.
    external_id       text,
    version           bigint not null default 1,
    primary key (organization_id, user_id),
    foreign key (organization_id, role_id) references roles (organization_id, id),
    constraint status_is_known check (status in
        ('invited', 'declined', 'pending', 'active', 'inactive', 'deleted', 'removed', 'erased'))
);
-- docs/performance.md lists each index with the queries that need it; there are no more than eight.
create index memberships_by_user on memberships (user_id);

-- Whether an account is deleted wherever it was, so that nobody can sign in to it: its address may be used for a new account
-- in another organization. Restoring takes the address back if it is still free. An account that the operator has blocked
-- keeps its address.
create function is_given_up(person uuid) returns boolean language sql stable as $$
    select exists (select 1 from users u where u.id = person and not u.operator and u.blocked_at is null)
           and exists (select 1 from memberships m where m.user_id = person and m.status = 'deleted')
           and not exists (select 1 from memberships m
                            where m.user_id = person and m.status not in ('deleted', 'removed', 'erased'))
$$;
create unique index external_id_is_unique on memberships (organization_id, external_id) where external_id is not null;
-- One index for each order of the list, so that a page costs the same at any depth and size. What a search or a filter looks
-- at is in it too: they scan the order for a while without reading any rows.
create index memberships_by_name on memberships (organization_id, listed, sort_name, user_id)
    include (search, role_id, status) where listed is not null;
create index memberships_by_created on memberships (organization_id, listed, created_at, user_id)
    include (sort_name, search, role_id, status) where listed is not null;
create index memberships_by_sign_in on memberships
    (organization_id, listed, coalesce(last_sign_in_at, '1970-01-01Z'), user_id)
    include (last_sign_in_at, sort_name, search, role_id, status) where listed is not null;
-- Those of one role and one status in the two orders that people use; a list of several merges a few of each.
create index memberships_by_role_name on memberships (organization_id, role_id, status, sort_name, user_id);
create index memberships_by_role_created on memberships (organization_id, role_id, status, created_at, user_id);

-- What an organization's users are found by: each word of theirs, in the order of names. With the searched text in the
-- index, a search for several words reads no rows either.
create table words (
    organization_id uuid not null,
    listed          boolean not null,
    word            text collate "C" not null,
    sort_name       text collate "C" not null,
    user_id         uuid not null,
    created_at      timestamptz not null,
    search          text collate "C" not null,
    primary key (organization_id, listed, word, sort_name, user_id) include (created_at, search)
);
create index words_by_user on words (user_id);

-- Each word of words once, found by a few of its letters.
create table dictionary (
    organization_id uuid not null,
    word            text collate "C" not null,
    primary key (organization_id, word)
);
-- A short pending list: searches read all of it.
create index dictionary_by_letters on dictionary using gin (organization_id, word gin_trgm_ops)
    with (gin_pending_list_limit = 128);

-- Finds them by their letters. As a statement of its own, it is planned for these letters and the size of this organization,
-- while the search around it is planned once for all.
create function words_containing(organization uuid, pattern text) returns setof text language plpgsql stable rows 20 as $$
begin
    return query execute 'select word from dictionary where organization_id = $1 and word like $2' using organization, pattern;
end $$;

-- group -------------------------------------------------------------------------------------------------------------------

-- Groups give their members the roles they carry.
create table groups (
    organization_id uuid not null references organizations (id),
    id              uuid not null,
    name            text not null,
    -- The normalised name, for searching and ordering.
    name_key        text collate "C" not null,
    description     text not null,
    is_default      boolean not null,
    created_at      timestamptz not null,
    version         bigint not null default 1,
    primary key (organization_id, id)
);
create unique index group_name_is_unique on groups (organization_id, lower(name));
create index groups_by_name on groups (organization_id, name_key, id);
create unique index organization_has_one_default_group on groups (organization_id) where is_default;

create table group_roles (
    organization_id uuid not null,
    group_id        uuid not null,
    role_id         uuid not null,
    primary key (organization_id, group_id, role_id),
    foreign key (organization_id, group_id) references groups (organization_id, id) on delete cascade,
    foreign key (organization_id, role_id) references roles (organization_id, id)
);
create index group_roles_by_role on group_roles (organization_id, role_id, group_id);

create table group_members (
    organization_id uuid not null,
    user_id         uuid not null,
    group_id        uuid not null,
    primary key (organization_id, user_id, group_id),
    foreign key (organization_id, group_id) references groups (organization_id, id) on delete cascade,
    foreign key (organization_id, user_id) references memberships (organization_id, user_id)
);
create index group_members_by_group on group_members (organization_id, group_id, user_id);

-- link --------------------------------------------------------------------------------------------------------------------

-- A link consists of its id, its generation and a MAC by the server's secret: this table alone opens none.
create table links (
    id              uuid primary key,
    kind            text not null,
    organization_id uuid references organizations (id),
    user_id         uuid not null references users (id),
    generation      int not null,
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    ended_at        timestamptz,
    constraint one_link_per_kind_and_membership unique nulls not distinct (user_id, organization_id, kind)
);

-- session -----------------------------------------------------------------------------------------------------------------

create table sessions (
    id           uuid primary key,
    user_id      uuid not null references users (id),
    secret_hash  bytea not null unique,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at   timestamptz not null,
    user_agent   text not null,
    -- The client's address at sign-in.
    address      text,
    -- When a second factor was last used in it, and of which kind; null while its person has none.
    factor_at    timestamptz,
    factor       text,
    constraint factor_is_known check (factor in ('totp', 'passkey', 'recovery_code')),
    constraint factor_has_a_time check ((factor is null) = (factor_at is null))
);
create index sessions_by_user on sessions (user_id);
create index sessions_by_expiry on sessions (expires_at);

-- apitoken ----------------------------------------------------------------------------------------------------------------

create table api_tokens (
    id              uuid primary key,
    organization_id uuid references organizations (id),
    role_id         uuid,
    name            text not null,
    secret_hash     bytea not null unique,
    -- The person at the start of the chain, if a token created the token. created_with is the token in between.
    created_by      uuid references users (id),
    created_with    uuid references api_tokens (id),
    created_at      timestamptz not null,
    expires_at      timestamptz,
    last_used_at    timestamptz,
    revoked_at      timestamptz,
    -- Ended because its maker was deleted, removed or erased. It stays in the list until it is revoked.
    ended_at        timestamptz,
    foreign key (organization_id, role_id) references roles (organization_id, id)
);
create index api_tokens_by_organization on api_tokens (organization_id, created_at);
create index api_tokens_by_maker on api_tokens (created_by) where created_by is not null;

-- invitation --------------------------------------------------------------------------------------------------------------

-- Who offered a membership, and the names they typed: all that the organization sees of a person who has not accepted.
-- The link, with its expiry and how it ended, is in links.
create table invitations (
    organization_id    uuid not null,
    user_id            uuid not null,
    email              text not null,
    first_name         text,
    last_name          text,
    display_name       text not null,
    phone_country_code text,
    phone_number       text,
    locale             text not null,
    time_zone          text,
    inviter_kind       text not null,
    inviter_id         uuid,
    sent_at            timestamptz not null,
    terms_accepted_at  timestamptz,
    primary key (organization_id, user_id),
    foreign key (organization_id, user_id) references memberships (organization_id, user_id),
    constraint inviter_kind_is_known check (inviter_kind in ('user', 'token', 'roster'))
);
create index invitations_by_user on invitations (user_id);

-- company -----------------------------------------------------------------------------------------------------------------

-- Lets a member of an organization act in one that is linked to it. Losing the required role only suspends a grant; its
-- row is deleted when the member leaves the organization or the company is unlinked.
create table grants (
    organization_id uuid not null references organizations (id),
    user_id         uuid not null,
    parent_id       uuid not null,
    created_at      timestamptz not null,
    granted_by      uuid references users (id),
    primary key (organization_id, user_id),
    foreign key (parent_id, user_id) references memberships (organization_id, user_id)
);
create index grants_by_team_member on grants (parent_id, user_id, organization_id);
create index grants_by_user on grants (user_id);

-- rights: derived from these tables --------------------------------------------------------------------------------------

-- The roles that a user holds as a member of an organization.
create view member_roles as
    select organization_id, user_id, role_id
      from memberships
     where status = 'active' and role_id is not null
    union all
    select m.organization_id, m.user_id, r.role_id
      from memberships m
      join group_members g on g.organization_id = m.organization_id and g.user_id = m.user_id
      join group_roles r on r.organization_id = g.organization_id and r.group_id = g.group_id
     where m.status = 'active';

-- The roles that a user holds in a linked company, while all of these are true: they are active in the parent and have a
-- role there that manages companies, the company is linked to that parent, and they are granted it. They hold the
-- company's role with the same key, limited to what their own role permits. Read from the grants, which are few, to their
-- holders: a join with member_roles would read the members of all organizations.
create view granted_roles as
    select g.organization_id, g.user_id, g.parent_id, there.id as role_id, own.id as own_role_id
      from grants g
      join organizations c on c.id = g.organization_id and c.parent_id = g.parent_id
     cross join lateral (
           select m.role_id
             from memberships m
            where m.organization_id = g.parent_id and m.user_id = g.user_id and m.status = 'active'
           union all
           select r.role_id
             from memberships m
             join group_members x on x.organization_id = m.organization_id and x.user_id = m.user_id
             join group_roles r on r.organization_id = x.organization_id and r.group_id = x.group_id
            where m.organization_id = g.parent_id and m.user_id = g.user_id and m.status = 'active') h
      join roles own on own.organization_id = g.parent_id and own.id = h.role_id
           and 'companies.manage' = any (own.permissions)
      join roles there on there.organization_id = g.organization_id and there.key = own.key;

-- The one answer to "which roles does this user hold here".
create view held_roles as
    select organization_id, user_id, role_id, null::uuid as parent_id, null::uuid as own_role_id from member_roles
    union all
    select organization_id, user_id, role_id, parent_id, own_role_id from granted_roles;

-- Whether any organization that lets a person in requires a second factor of them.
create function must_use_factor(person uuid) returns boolean language sql stable as $$
    select exists (select 1 from memberships m
                     join organizations o on o.id = m.organization_id
                    where m.user_id = person and m.status = 'active' and o.policy ->> 'secondFactor' = 'required')
           or exists (select 1 from held_roles h
                        join organizations o on o.id = h.organization_id
                        join roles r on r.organization_id = h.organization_id and r.id = h.role_id
                       where h.user_id = person
                         and (o.policy ->> 'secondFactor' = 'required'
                              or o.policy #> '{secondFactor,roles}' @> to_jsonb(r.key)))
$$;

-- Who may currently administer an organization: through their own role, a group, or a grant within its limits. Read from the roles
-- that administer to their holders, since most members hold another role.
create view administrators_now as
    select r.organization_id, h.user_id
      from roles r
     cross join lateral (
           select m.user_id
             from memberships m
            where m.organization_id = r.organization_id and m.role_id = r.id and m.status = 'active'
           union all
           select m.user_id
             from group_roles x
             join group_members g on g.organization_id = x.organization_id and g.group_id = x.group_id
             join memberships m on m.organization_id = g.organization_id and m.user_id = g.user_id
            where x.organization_id = r.organization_id and x.role_id = r.id and m.status = 'active') h
     where 'organization.administer' = any (r.permissions)
    union
    select h.organization_id, h.user_id
      from granted_roles h
      join roles r on r.organization_id = h.organization_id and r.id = h.role_id
           and 'organization.administer' = any (r.permissions)
      join roles own on own.organization_id = h.parent_id and own.id = h.own_role_id
           and 'organization.administer' = any (own.permissions)
     where not exists (
           select 1 from role_governs g
             join roles above on above.organization_id = g.organization_id and above.id = g.role_id
             join roles there on there.organization_id = h.organization_id and there.key = above.key
            where g.organization_id = h.parent_id and g.governed_role_id = own.id
              and 'organization.administer' <> all (there.permissions));

-- The one answer to "may this token's maker still act here"; its expiry is checked separately.
create view token_standings as
    select t.id, t.organization_id,
           case when t.revoked_at is not null then 'revoked'
                when t.ended_at is not null then 'ended'
                when o.id is null or u.id is null or not coalesce((o.policy ->> 'tokensEndWithMaker')::boolean, true)
                    then 'valid'
                when u.blocked_at is null and u.erased_at is null
                     and (u.operator
                          or exists (select 1 from memberships m
                                      where m.organization_id = t.organization_id and m.user_id = t.created_by
                                        and m.status = 'active')
                          or exists (select 1 from granted_roles g
                                      where g.organization_id = t.organization_id and g.user_id = t.created_by))
                    then 'valid'
                else 'suspended' end as standing
      from api_tokens t
      left join organizations o on o.id = t.organization_id
      left join users u on u.id = t.created_by;

-- What a person, or a token, may do in an organization: the roles held, their permissions and the roles that they govern. A grant
-- gives a person the role with the same key, limited to what their own role at home permits, and to what the roles at home that
-- could hand it out give here: no one extends their reach through an account that they admit. Nothing is passed on that permits
-- more than its giver may do here. For an organization's own roles, this always holds.
create function authority_of(here uuid, person uuid, token uuid)
    returns table (roles uuid[], permissions text[], governs uuid[], home_id uuid) language sql stable as $$
    with held as (
        select h.role_id, h.own_role_id, h.parent_id own_organization_id,
               case when m.user_id is null then h.parent_id end parent_id
          from held_roles h
          left join memberships m on m.organization_id = h.organization_id and m.user_id = h.user_id
               and m.status = 'active'
         where h.organization_id = here and h.user_id = person
        union all
        select t.role_id, null, null, null
          from api_tokens t
          join token_standings s on s.organization_id = t.organization_id and s.id = t.id and s.standing = 'valid'
         where t.organization_id = here and t.id = token and t.role_id is not null),
    permitted as (
        select coalesce(array_agg(distinct p), '{}') permissions
          from held join roles r on r.organization_id = here and r.id = held.role_id
          left join roles own on own.organization_id = held.own_organization_id and own.id = held.own_role_id
         cross join unnest(r.permissions) p
         where own.id is null
            or (p = any (own.permissions)
                and not exists (
                    select 1 from role_governs g
                      join roles above on above.organization_id = g.organization_id and above.id = g.role_id
                      join roles there on there.organization_id = r.organization_id and there.key = above.key
                     where g.organization_id = own.organization_id and g.governed_role_id = own.id
                       and p <> all (there.permissions))))
    select array(select role_id from held), permitted.permissions,
           array(select g.governed_role_id
                   from role_governs g join held on g.organization_id = here and g.role_id = held.role_id
                   join roles governed on governed.organization_id = g.organization_id
                        and governed.id = g.governed_role_id
                  where governed.permissions <@ permitted.permissions),
           (select parent_id from held where parent_id is not null limit 1)
      from permitted
$$;

-- A user as one organization sees them. An account that was created elsewhere discloses nothing before its owner has
-- accepted the invitation: until then only what the inviter typed is shown.
create view members as
    select m.organization_id, m.user_id, m.status, m.role_id,
           u.home_organization_id is not distinct from m.organization_id as home,
           m.onboarding, m.listed, m.sort_name, m.search, m.created_at, m.joined_at, m.last_sign_in_at,
           m.status_changed_at, m.version + case when i.user_id is null then u.version else 0 end as version,
           case when i.user_id is null then u.email else i.email end as email,
           case when i.user_id is null then u.email_verified_at end as email_verified_at,
           case when i.user_id is null then u.username end as username,
           case when i.user_id is null then p.first_name else i.first_name end as first_name,
           case when i.user_id is null then p.last_name else i.last_name end as last_name,
           case when i.user_id is null then coalesce(p.display_name, '') else i.display_name end as display_name,
           case when i.user_id is null then p.phone_country_code else i.phone_country_code end as phone_country_code,
           case when i.user_id is null then p.phone_number else i.phone_number end as phone_number,
           case when i.user_id is null then coalesce(p.locale, 'en') else i.locale end as locale,
           case when i.user_id is null then p.time_zone else i.time_zone end as time_zone,
           case when i.user_id is null then u.blocked_at end as blocked_at,
           case when i.user_id is null then has_factor(m.user_id) else false end as two_factor,
           case m.status when 'invited' then
               (select least(l.expires_at, l.ended_at) from links l
                 where l.user_id = m.user_id and l.organization_id = m.organization_id and l.kind = 'invitation')
           end as invitation_expires_at,
           i.sent_at as invitation_sent_at, i.inviter_kind, i.inviter_id,
           case i.inviter_kind
                when 'user' then (select nullif(s.display_name, '') from profiles s where s.user_id = i.inviter_id)
                when 'token' then (select t.name from api_tokens t where t.id = i.inviter_id)
           end as inviter,
           m.external_id,
           u.home_organization_id is not distinct from m.organization_id
               and u.managed_by <> 'person' and not u.operator as managed
      from memberships m
      join users u on u.id = m.user_id
      left join profiles p on p.user_id = m.user_id
      left join invitations i on i.organization_id = m.organization_id and i.user_id = m.user_id
           and m.joined_at is null;

-- application -------------------------------------------------------------------------------------------------------------

-- Programs that people of the organizations sign in to with Roster (OpenID Connect). The id is the client id.
create table applications (
    id                      uuid primary key,
    name                    text not null,
    kind                    text not null,
    redirect_uris           text[] not null,
    post_logout_uris        text[] not null,
    back_channel_logout_uri text,
    -- Whether all organizations may use it, or those in application_organizations.
    open_to_all             boolean not null,
    first_party             boolean not null,
    -- Whether an organization may deactivate it for its own people.
    optional                boolean not null,
    access_token_seconds    int not null,
    refresh_token_seconds   int not null,
    created_at              timestamptz not null,
    version                 bigint not null default 1,
    constraint application_kind_is_known check (kind in ('web', 'spa', 'native', 'service'))
);

create table application_organizations (
    organization_id uuid not null references organizations (id),
    application_id  uuid not null references applications (id) on delete cascade,
    primary key (organization_id, application_id)
);
create index application_organizations_by_application on application_organizations (application_id);

-- Optional applications that an organization does not want its people to use.
create table deactivated_applications (
    organization_id uuid not null references organizations (id),
    application_id  uuid not null references applications (id) on delete cascade,
    deactivated_at  timestamptz not null,
    primary key (organization_id, application_id)
);
create index deactivated_applications_by_application on deactivated_applications (application_id);

create table application_secrets (
    id             uuid primary key,
    application_id uuid not null references applications (id) on delete cascade,
    secret_hash    bytea not null,
    created_at     timestamptz not null,
    -- When it was replaced by another one: it is valid for another day.
    expires_at     timestamptz
);
create index application_secrets_by_application on application_secrets (application_id);

-- oidc --------------------------------------------------------------------------------------------------------------------

-- A person at an application, or an application by itself. Of codes and tokens there are only hashes.
create table application_sign_ins (
    id                uuid primary key,
    application_id    uuid not null references applications (id) on delete cascade,
    organization_id   uuid references organizations (id),
    user_id           uuid references users (id),
    -- The session in which the person said who they are, which may have ended since.
    session_id        uuid,
    authenticated_at  timestamptz,
    -- The second factor that they used; null if they had none.
    factor            text,
    -- The sign-in whose access token was exchanged for this one, which ends with it.
    subject_id        uuid references application_sign_ins (id) on delete cascade,
    grant_type        text not null,
    scopes            text[] not null,
    -- What the application asked for: redirect address, scopes and parameters.
    request           jsonb,
    state_hash        bytea,
    -- What somebody enters to let a device in; null once they have decided.
    user_code_mac     bytea,
    -- Of the key to which its tokens are bound (RFC 9449).
    key_thumbprint    text,
    code_hash         bytea,
    code_issued_at    timestamptz,
    code_expires_at   timestamptz,
    code_used         boolean not null default false,
    access_hash       bytea,
    access_issued_at  timestamptz,
    access_expires_at timestamptz,
    access_scopes     text[],
    access_revoked    boolean not null default false,
    refresh_hash       bytea,
    refresh_issued_at  timestamptz,
    refresh_expires_at timestamptz,
    refresh_revoked    boolean not null default false,
    started_at        timestamptz not null,
    last_used_at      timestamptz not null,
    ended_at          timestamptz,
    -- When to tell the application that it has ended; null if it knows, or does not want to.
    tell_at           timestamptz,
    tell_attempts     int not null default 0
);
create index application_sign_ins_to_tell on application_sign_ins (tell_at) where tell_at is not null;
create unique index application_sign_ins_by_state on application_sign_ins (state_hash) where state_hash is not null;
create unique index application_sign_ins_by_user_code on application_sign_ins (user_code_mac)
    where user_code_mac is not null;
create index application_sign_ins_by_subject on application_sign_ins (subject_id) where subject_id is not null;
create unique index application_sign_ins_by_code on application_sign_ins (code_hash) where code_hash is not null;
create unique index application_sign_ins_by_access on application_sign_ins (access_hash) where access_hash is not null;
create unique index application_sign_ins_by_refresh on application_sign_ins (refresh_hash) where refresh_hash is not null;
create index application_sign_ins_by_user on application_sign_ins (user_id) where user_id is not null;
create index application_sign_ins_by_application on application_sign_ins (application_id);
create index application_sign_ins_by_organization on application_sign_ins (organization_id, application_id)
    where organization_id is not null;
create index application_sign_ins_by_use on application_sign_ins (last_used_at);

-- Refresh tokens that have been replaced: if one is used again, somebody has a copy, and the sign-in ends.
create table spent_refresh_tokens (
    refresh_hash bytea primary key,
    sign_in_id   uuid not null references application_sign_ins (id) on delete cascade
);
create index spent_refresh_tokens_by_sign_in on spent_refresh_tokens (sign_in_id);

create table application_consents (
    user_id        uuid not null references users (id),
    application_id uuid not null references applications (id) on delete cascade,
    scopes         text[] not null,
    given_at       timestamptz not null,
    primary key (user_id, application_id)
);
create index application_consents_by_application on application_consents (application_id);

-- signing -----------------------------------------------------------------------------------------------------------------

-- The keys that sign tokens, sealed with the server's secret.
create table signing_keys (
    id          uuid primary key,
    algorithm   text not null,
    sealed      bytea not null,
    created_at  timestamptz not null,
    -- When another one took over: it is published until the last token that it signed has expired.
    retired_at  timestamptz
);
create unique index one_key_signs on signing_keys (algorithm) where retired_at is null;

-- audit -------------------------------------------------------------------------------------------------------------------
-- Never updated, never deleted from. What names a person is in audit_names and audit_sources, from which erasing deletes it.
create table audit_events (
    -- Null for events of the installation itself.
    organization_id      uuid references organizations (id),
    id                   uuid not null,
    at                   timestamptz not null,
    action               text not null,
    actor_kind           text not null,
    actor_id             uuid,
    actor_name           text,
    home_organization_id uuid references organizations (id),
    target_kind          text,
    target_id            uuid,
    before               jsonb,
    after                jsonb,
    -- In place of a primary key, none of whose columns may be null.
    constraint audit_event_is_unique unique nulls not distinct (organization_id, id)
);
create index audit_events_of_installation on audit_events (id) where organization_id is null;
-- For counting a day: events are added in the order of their times.
create index audit_events_by_time on audit_events using brin (at);
create index audit_events_by_target on audit_events (organization_id, target_id, id);
create index audit_events_by_actor on audit_events (organization_id, actor_id, id);
-- What happened to the organization's roles and groups: few of many events, and all of them say who could do what.
create index audit_events_of_rights on audit_events (organization_id, id)
    where action in ('organization.created', 'role.created', 'role.changed', 'role.deleted',
                     'group.created', 'group.changed', 'group.deleted');
-- What an organization's users did in the companies that they manage.
create index audit_events_by_home on audit_events (home_organization_id, id) where home_organization_id is not null;
create index audit_events_by_home_and_place on audit_events (home_organization_id, organization_id, id)
    where home_organization_id is not null;
create index audit_events_by_home_and_target on audit_events (home_organization_id, target_id, id)
    where home_organization_id is not null;

create table audit_names (
    organization_id uuid,
    event_id        uuid not null,
    user_id         uuid not null references users (id),
    before          jsonb,
    after           jsonb,
    constraint audit_names_are_unique unique nulls not distinct (organization_id, event_id),
    foreign key (organization_id, event_id) references audit_events (organization_id, id)
);
create index audit_names_by_user on audit_names (user_id);

-- Where events came from: the client's address, and the name of its browser or program. Erasing the person deletes it.
create table audit_sources (
    organization_id uuid,
    event_id        uuid not null,
    -- The person at that address: the actor, the maker of the token, or the one who tried to sign in.
    user_id         uuid references users (id),
    source          text not null,
    browser         text not null,
    constraint audit_source_is_unique unique nulls not distinct (organization_id, event_id),
    foreign key (organization_id, event_id) references audit_events (organization_id, id)
);
create index audit_sources_by_user on audit_sources (user_id) where user_id is not null;

-- notice ------------------------------------------------------------------------------------------------------------------

-- Who has administered an organization since when, and who appointed them: so that the others are notified of each once.
create table administrators (
    organization_id uuid not null references organizations (id),
    user_id         uuid not null references users (id),
    appointed_at    timestamptz not null,
    by_user         uuid references users (id),
    by_token        uuid references api_tokens (id),
    ended_at        timestamptz,
    -- The notice that names them; null until it is queued.
    told_in         uuid,
    primary key (organization_id, user_id)
);
create index administrators_by_notice on administrators (told_in);
create index administrators_untold on administrators (organization_id) where told_in is null;

-- mail --------------------------------------------------------------------------------------------------------------------

-- The outbox, and at the same time the queue that the nodes deliver from.
create table mails (
    id              uuid primary key,
    organization_id uuid references organizations (id),
    user_id         uuid references users (id),
    kind            text not null,
    recipient       text not null,
    locale          text not null,
    details         jsonb not null,
    status          text not null,
    created_at      timestamptz not null,
    -- When it is to be sent. A node that takes it puts this off; if that node dies, another one takes it then.
    due_at          timestamptz,
    attempts        int not null default 0,
    -- Failed attempts since it was queued, or since the operator queued it again.
    failures        int not null default 0,
    last_error      text,
    ended_at        timestamptz,
    constraint mail_status_is_known check (status in ('queued', 'sent', 'kept', 'failed', 'obsolete')),
    constraint queued_mail_is_due check (status <> 'queued' or due_at is not null)
);
create index mails_by_due on mails (due_at, id) where status = 'queued';
create index mails_by_status on mails (status, id);
create index mails_failed on mails (organization_id, id) where status = 'failed';
create index mails_by_end on mails (ended_at) where ended_at is not null;
-- For deleting the emails to an erased person.
create index mails_by_user on mails (user_id) where user_id is not null;

-- The mail server accepts no emails. Until this is over none is sent, on any node, and then a single one, to try the server.
create table mail_pause (
    one      boolean primary key default true,
    since    timestamptz not null,
    ends_at  timestamptz not null,
    failures int not null,
    reason   text not null,
    constraint there_is_one_pause check (one)
);

-- imports -----------------------------------------------------------------------------------------------------------------

-- An import of a file of users into an organization. Its sender is responsible for every row until the last.
create table imports (
    organization_id uuid not null references organizations (id),
    id              uuid not null,
    status          text not null,
    dry_run         boolean not null,
    mail            boolean not null,
    maker_kind      text not null,
    maker_id        uuid,
    rows            int not null default 0,
    created         int not null default 0,
    updated         int not null default 0,
    unchanged       int not null default 0,
    rejected        int not null default 0,
    created_at      timestamptz not null,
    started_at      timestamptz,
    ended_at        timestamptz,
    taken_over      boolean not null default false,
    refusal         jsonb,
    -- The titles of the file's columns, and what each was read as.
    columns         jsonb not null default '[]',
    -- Emailing the users that it created, afterwards: whether that is going on, up to which chunk, and how many got an email.
    mailing         boolean not null default false,
    mailed_chunk    int not null default -1,
    mailed          int not null default 0,
    primary key (organization_id, id),
    constraint import_status_is_known check (status in ('receiving', 'queued', 'running', 'done', 'failed')),
    constraint maker_kind_is_known check (maker_kind in ('user', 'token', 'roster'))
);

-- What people chose the columns of files to be read as, by the title of the column; null if they left it aside.
create table import_columns (
    organization_id uuid not null references organizations (id),
    title           text not null,
    field           text,
    constraint import_column_is_unique primary key (organization_id, title)
);

-- The rows of a file, a few hundred at a time; both columns are JSON.
create table import_chunks (
    organization_id uuid not null,
    import_id       uuid not null,
    number          int not null,
    first_row       int not null,
    rows            int not null,
    rejected        int not null default 0,
    done            boolean not null default false,
    -- The rows still to be processed; for a dry run all of them, until it is carried out.
    content         text not null,
    results         text,
    -- Without their password hashes.
    rejected_rows   text,
    -- Hashes of the people named in the rows, to find and delete what they say about an erased person.
    named           bigint[] not null default '{}',
    primary key (organization_id, import_id, number),
    foreign key (organization_id, import_id) references imports (organization_id, id) on delete cascade
);

-- signin ------------------------------------------------------------------------------------------------------------------

-- Recent failed sign-ins to an account: the first few are separate events, the others are counted.
create table sign_in_failures (
    user_id uuid primary key references users (id),
    since   timestamptz not null,
    tries   int not null
);

-- throttle ----------------------------------------------------------------------------------------------------------------

-- Recent attempts on secrets: when the budget of an account, a source or another subject is full again. No index on the time,
-- which each attempt changes and one clean-up a day reads.
create table rate_limits (
    id      text primary key,
    full_at timestamptz not null
);

-- idempotency -------------------------------------------------------------------------------------------------------------

-- The answers to POST requests with an Idempotency-Key, kept for a day. They cannot be read without the key and the
-- server's secret, since an answer may contain a password.
create table kept_answers (
    token_id    uuid not null references api_tokens (id),
    key_hash    bytea not null,
    request_mac bytea not null,
    -- Null while the request is in progress, and for good once a person in it has been erased.
    answer      bytea,
    created_at  timestamptz not null,
    -- The rights that the request required: checked again before its answer is repeated.
    permissions text[] not null default '{}',
    roles       uuid[] not null default '{}',
    -- Hashes of the people it names.
    named       bytea[] not null default '{}',
    primary key (token_id, key_hash)
);
create index kept_answers_by_age on kept_answers (created_at);

-- draft -------------------------------------------------------------------------------------------------------------------

-- The input of a multi-step form, until it is completed or abandoned.
create table drafts (
    organization_id uuid not null references organizations (id),
    id              uuid not null,
    user_id         uuid not null references users (id),
    kind            text not null,
    content         jsonb not null,
    changed_at      timestamptz not null,
    primary key (organization_id, id)
);
create index drafts_by_change on drafts (changed_at);
create index drafts_by_user on drafts (user_id);

-- directory -------------------------------------------------------------------------------------------------------------------

-- Filters and an order of the list of users that someone saved under a name, for themselves.
create table saved_views (
    organization_id uuid not null references organizations (id),
    user_id         uuid not null references users (id),
    id              uuid not null,
    name            text not null,
    query           text not null,
    primary key (organization_id, user_id, id),
    constraint name_of_view_is_unique unique (organization_id, user_id, name)
);
create index saved_views_by_user on saved_views (user_id);

-- jobs: the table of db-scheduler, as its documentation gives it for PostgreSQL -----------------------------------------------

create table scheduled_tasks (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_by_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_by_last_heartbeat on scheduled_tasks (last_heartbeat);

-- setup -------------------------------------------------------------------------------------------------------------------

-- The link for creating the first operator: random, created once, and dead for good after its use.
create table setup_link (
    one     boolean primary key default true,
    id      uuid not null,
    used_at timestamptz,
    constraint there_is_one check (one)
);

-- Marks everything here as demo data: demo mode, in which all emails can be read, starts on nothing else.
create table demo_data (
    one     boolean primary key default true check (one),
    made_at timestamptz not null,
    -- Since when it has been used without demo mode; null if it has not.
    left_at timestamptz
);

-- home --------------------------------------------------------------------------------------------------------------------

-- How many people of each status an organization had on a day, and how many sign-ins: what takes too long to count when it is shown.
create table daily_figures (
    organization_id uuid not null references organizations (id),
    day             date not null,
    figure          text not null,
    number          bigint not null,
    primary key (organization_id, day, figure)
);
create index daily_figures_by_day on daily_figures (day);

-- installation ------------------------------------------------------------------------------------------------------------

-- Fingerprints of the server secrets of the node that started last: the next one must have one of them.
create table known_secrets (
    one          boolean primary key default true,
    fingerprints text[] not null,
    constraint there_is_one_row check (one)
);
