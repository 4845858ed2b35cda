-- Groups hand the roles they carry to their members.
create table groups (
    organization_id uuid not null references organizations (id),
    id              uuid not null,
    name            text not null,
    -- Folded: what names are searched and ordered by.
    name_key        text collate "C" not null,
    description     text not null,
    is_default      boolean not null,
    created_at      timestamptz not null,
    version         bigint not null default 1,
    primary key (id),
    constraint group_is_of_its_organization unique (organization_id, id)
);
create unique index group_name_is_unique on groups (organization_id, lower(name));
create index groups_by_name on groups (organization_id, name_key, id);
create unique index organization_has_one_default_group on groups (organization_id) where is_default;

create table group_roles (
    organization_id uuid not null,
    group_id        uuid not null,
    role_id         uuid not null,
    primary key (group_id, role_id),
    foreign key (organization_id, group_id) references groups (organization_id, id) on delete cascade,
    foreign key (organization_id, role_id) references roles (organization_id, id)
);
create index group_roles_by_role on group_roles (role_id, group_id);

create table group_members (
    organization_id uuid not null,
    user_id         uuid not null,
    group_id        uuid not null,
    primary key (organization_id, user_id, group_id),
    foreign key (organization_id, group_id) references groups (organization_id, id) on delete cascade,
    foreign key (organization_id, user_id) references memberships (organization_id, user_id)
);
create index group_members_by_group on group_members (organization_id, group_id, user_id);

-- Who offered a membership, and what they called the person: all that their organization sees of somebody who has not
-- said yes. The link, with its time and what ended it, is in links.
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
    inviter_kind       text not null,
    inviter_id         uuid,
    sent_at            timestamptz not null,
    terms_accepted_at  timestamptz,
    primary key (organization_id, user_id),
    foreign key (organization_id, user_id) references memberships (organization_id, user_id),
    constraint inviter_kind_is_known check (inviter_kind in ('user', 'token', 'roster'))
);
create index invitations_by_user on invitations (user_id);

-- A user as one organization sees them. An account that was made elsewhere shows nothing of itself before its owner has
-- accepted the invitation: until then there is what whoever invited them typed.
create view members as
    select m.organization_id, m.user_id, m.status, m.role_id, m.home, m.onboarding, m.sort_name, m.search,
           m.created_at, m.joined_at, m.last_sign_in_at, m.version + case when i.user_id is null then u.version else 0 end as version,
           case when i.user_id is null then u.email else i.email end as email,
           case when i.user_id is null then u.email_verified_at end as email_verified_at,
           case when i.user_id is null then u.username end as username,
           case when i.user_id is null then u.first_name else i.first_name end as first_name,
           case when i.user_id is null then u.last_name else i.last_name end as last_name,
           case when i.user_id is null then u.display_name else i.display_name end as display_name,
           case when i.user_id is null then u.phone_country_code else i.phone_country_code end as phone_country_code,
           case when i.user_id is null then u.phone_number else i.phone_number end as phone_number,
           case when i.user_id is null then u.locale else i.locale end as locale,
           case when i.user_id is null then u.blocked_at end as blocked_at,
           case m.status when 'invited' then
               (select least(l.expires_at, l.ended_at) from links l
                 where l.user_id = m.user_id and l.organization_id = m.organization_id and l.kind = 'invitation')
           end as invitation_expires_at,
           i.sent_at as invitation_sent_at, i.inviter_kind, i.inviter_id
      from memberships m
      join users u on u.id = m.user_id
      left join invitations i on i.organization_id = m.organization_id and i.user_id = m.user_id
           and m.joined_at is null;

-- The one answer to "which roles does this user hold here". Grants join it when they come.
create or replace view held_roles as
    select organization_id, user_id, role_id
      from memberships
     where status = 'active' and role_id is not null
    union all
    select m.organization_id, m.user_id, r.role_id
      from memberships m
      join group_members g on g.organization_id = m.organization_id and g.user_id = m.user_id
      join group_roles r on r.group_id = g.group_id
     where m.status = 'active';

-- What somebody has typed into a form of several steps, for as long as they are at it.
create table drafts (
    id              uuid primary key,
    organization_id uuid not null references organizations (id),
    user_id         uuid not null references users (id),
    kind            text not null,
    content         jsonb not null,
    changed_at      timestamptz not null
);
create index drafts_by_change on drafts (changed_at);
create index drafts_by_user on drafts (user_id);
