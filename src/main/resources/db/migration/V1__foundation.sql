-- Names of constraints say the rule they keep; the code maps the name to a problem.
-- Both extensions are trusted: an owner of the database may create them (PostgreSQL 13 and later).
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

create table organizations (
    id              uuid primary key,
    slug            text not null,
    name            text not null,
    preset          text not null,
    policy          jsonb not null,
    parent_id       uuid references organizations (id),
    created_at      timestamptz not null,
    constraint organization_slug_is_unique unique (slug)
);
create index organizations_by_name on organizations (lower(name), id);
create index organizations_by_parent on organizations (parent_id) where parent_id is not null;

create table users (
    id                 uuid primary key,
    email              text,
    email_key          text,
    email_verified_at  timestamptz,
    username           text,
    username_key       text,
    first_name         text,
    last_name          text,
    display_name       text not null,
    phone_country_code text,
    phone_number       text,
    locale             text not null,
    time_zone          text not null,
    operator           boolean not null default false,
    created_at         timestamptz not null,
    last_sign_in_at    timestamptz,
    blocked_at         timestamptz,
    erased_at          timestamptz,
    version            bigint not null default 1,
    constraint email_is_unique unique (email_key),
    constraint username_is_unique unique (username_key)
);

-- Apart from users, so that no query for people carries a hash.
create table passwords (
    user_id     uuid primary key references users (id),
    hash        text not null,
    set_at      timestamptz not null,
    must_change boolean not null
);

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
    primary key (id),
    constraint role_is_of_its_organization unique (organization_id, id),
    constraint role_key_is_unique unique (organization_id, key)
);

create table role_governs (
    organization_id  uuid not null,
    role_id          uuid not null,
    governed_role_id uuid not null,
    primary key (role_id, governed_role_id),
    foreign key (organization_id, role_id) references roles (organization_id, id) on delete cascade,
    foreign key (organization_id, governed_role_id) references roles (organization_id, id) on delete cascade
);

-- sort_name and search are the user's, kept here so that one index orders and searches an organization's people.
create table memberships (
    organization_id   uuid not null references organizations (id),
    user_id           uuid not null references users (id),
    status            text not null,
    role_id           uuid,
    home              boolean not null,
    onboarding        text not null,
    sort_name         text collate "C" not null,
    search            text collate "C" not null,
    created_at        timestamptz not null,
    joined_at         timestamptz,
    last_sign_in_at   timestamptz,
    status_changed_at timestamptz not null,
    version           bigint not null default 1,
    primary key (organization_id, user_id),
    foreign key (organization_id, role_id) references roles (organization_id, id),
    constraint status_is_known check (status in
        ('invited', 'declined', 'pending', 'active', 'inactive', 'deleted', 'removed', 'erased'))
);
create unique index user_has_one_home on memberships (user_id) where home;
create index memberships_by_user on memberships (user_id);
-- One index for each order of the list and each way to narrow it, so that a page costs the same at any depth and size.
create index memberships_by_name on memberships (organization_id, sort_name, user_id)
    where status not in ('deleted', 'removed', 'erased');
create index memberships_by_created on memberships (organization_id, created_at, user_id)
    where status not in ('deleted', 'removed', 'erased');
create index memberships_by_sign_in on memberships (organization_id, coalesce(last_sign_in_at, '1970-01-01Z'), user_id)
    where status not in ('deleted', 'removed', 'erased');
create index memberships_by_status_name on memberships (organization_id, status, sort_name, user_id);
create index memberships_by_status_created on memberships (organization_id, status, created_at, user_id);
create index memberships_by_role_name on memberships (organization_id, role_id, sort_name, user_id)
    where status not in ('deleted', 'removed', 'erased');
create index memberships_by_role_created on memberships (organization_id, role_id, created_at, user_id)
    where status not in ('deleted', 'removed', 'erased');
create index memberships_by_role_status_name on memberships (organization_id, role_id, status, sort_name, user_id);
create index memberships_by_role_status_created on memberships (organization_id, role_id, status, created_at, user_id);
-- A short pending list: searches read it from end to end, and autovacuum would leave it to grow for hundreds of thousands
-- of new users.
create index memberships_by_search on memberships using gin (organization_id, search gin_trgm_ops)
    with (gin_pending_list_limit = 256);
-- The planner weighs walking the order against the trigram index by how common the letters are: it needs to know.
alter table memberships alter column search set statistics 300;

-- The one answer to "which roles does this user hold here". Groups and grants join it when they come.
create view held_roles as
    select organization_id, user_id, role_id
      from memberships
     where status = 'active' and role_id is not null;

-- A link is its id, its generation and the server's secret: nothing here opens one.
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

create table sessions (
    id           uuid primary key,
    user_id      uuid not null references users (id),
    secret_hash  bytea not null unique,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at   timestamptz not null,
    user_agent   text not null
);
create index sessions_by_user on sessions (user_id);
create index sessions_by_expiry on sessions (expires_at);

create table api_tokens (
    id              uuid primary key,
    organization_id uuid references organizations (id),
    role_id         uuid,
    name            text not null,
    secret_hash     bytea not null unique,
    created_by      uuid references users (id),
    created_at      timestamptz not null,
    expires_at      timestamptz,
    last_used_at    timestamptz,
    revoked_at      timestamptz,
    foreign key (organization_id, role_id) references roles (organization_id, id)
);
create index api_tokens_by_organization on api_tokens (organization_id, created_at);

-- Never updated, never deleted from. Values that name a person stand in audit_names, which erasing empties.
create table audit_events (
    id                   uuid primary key,
    organization_id      uuid references organizations (id),
    at                   timestamptz not null,
    action               text not null,
    actor_kind           text not null,
    actor_id             uuid,
    actor_name           text,
    home_organization_id uuid references organizations (id),
    target_kind          text,
    target_id            uuid,
    before               jsonb,
    after                jsonb
);
create index audit_events_by_organization on audit_events (organization_id, id);
create index audit_events_by_target on audit_events (organization_id, target_id, id);
create index audit_events_by_actor on audit_events (organization_id, actor_id, id);

create table audit_names (
    event_id uuid not null references audit_events (id),
    user_id  uuid not null references users (id),
    before   jsonb,
    after    jsonb,
    primary key (event_id)
);
create index audit_names_by_user on audit_names (user_id);

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
    attempts        int not null default 0,
    last_error      text,
    ended_at        timestamptz,
    constraint mail_status_is_known check (status in ('queued', 'sent', 'kept', 'failed', 'obsolete'))
);
create index mails_by_status on mails (status, id);
create index mails_by_end on mails (ended_at) where ended_at is not null;

-- The table of db-scheduler, as its documentation gives it for PostgreSQL.
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

-- Buckets of bucket4j: how often somebody has tried a secret lately.
create table rate_limits (
    id         text primary key,
    state      bytea,
    expires_at bigint
);
