-- Lets a member of an organization act in one that is linked to it. There is a row for as long as that is so: losing the
-- role that it takes only suspends it, leaving the organization or unlinking the company ends it.
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

drop index organizations_by_parent;
create index organizations_by_parent on organizations (parent_id, lower(name), id) where parent_id is not null;
-- What an organization's people did in the companies that they manage.
create index audit_events_by_home on audit_events (home_organization_id, id) where home_organization_id is not null;
create index audit_events_by_home_and_place on audit_events (home_organization_id, organization_id, id)
    where home_organization_id is not null;
create index audit_events_by_home_and_target on audit_events (home_organization_id, target_id, id)
    where home_organization_id is not null;

-- The roles that somebody holds as one of an organization's own people.
create view member_roles as
    select organization_id, user_id, role_id
      from memberships
     where status = 'active' and role_id is not null
    union all
    select m.organization_id, m.user_id, r.role_id
      from memberships m
      join group_members g on g.organization_id = m.organization_id and g.user_id = m.user_id
      join group_roles r on r.group_id = g.group_id
     where m.status = 'active';

-- The roles that somebody holds in a linked company, while all of it is true: they are active in the parent, by a role
-- that manages companies, the company is linked to that parent, and they are granted it. The company's role of the same
-- key is what they hold there, as far as their own role goes.
create view granted_roles as
    select g.organization_id, g.user_id, g.parent_id, there.id as role_id, own.id as own_role_id
      from grants g
      join organizations c on c.id = g.organization_id and c.parent_id = g.parent_id
      join member_roles h on h.organization_id = g.parent_id and h.user_id = g.user_id
      join roles own on own.id = h.role_id and 'companies.manage' = any (own.permissions)
      join roles there on there.organization_id = g.organization_id and there.key = own.key;

-- The one answer to "which roles does this user hold here".
create or replace view held_roles as
    select organization_id, user_id, role_id, null::uuid as parent_id, null::uuid as own_role_id from member_roles
    union all
    select organization_id, user_id, role_id, parent_id, own_role_id from granted_roles;
