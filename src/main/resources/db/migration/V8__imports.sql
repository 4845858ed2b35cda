-- What another system calls somebody whom it brings: an organization's own, and gone with the membership.
alter table memberships add column external_id text;
create unique index external_id_is_unique on memberships (organization_id, external_id) where external_id is not null;

create or replace view members as
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
           i.sent_at as invitation_sent_at, i.inviter_kind, i.inviter_id, m.external_id
      from memberships m
      join users u on u.id = m.user_id
      left join invitations i on i.organization_id = m.organization_id and i.user_id = m.user_id
           and m.joined_at is null;

-- A file of users on its way into an organization. Whoever sent it stands behind every row until the last.
create table imports (
    id              uuid primary key,
    organization_id uuid not null references organizations (id),
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
    constraint import_status_is_known check (status in ('receiving', 'queued', 'running', 'done', 'failed')),
    constraint maker_kind_is_known check (maker_kind in ('user', 'token', 'roster'))
);
create index imports_by_organization on imports (organization_id, id);

-- The rows of a file, some hundreds together: content is what was sent, results what became of it, both JSON. What is
-- done keeps the content of its rejected rows only.
create table import_chunks (
    import_id uuid not null references imports (id) on delete cascade,
    number    int not null,
    first_row int not null,
    rows      int not null,
    rejected  int not null default 0,
    done      boolean not null default false,
    content   text not null,
    results   text,
    primary key (import_id, number)
);
