-- Who may administer an organization at this moment: by a role of theirs, by a group, or by a grant as far as it goes.
create view administrators_now as
    select distinct h.organization_id, h.user_id
      from held_roles h
      join roles r on r.id = h.role_id and 'organization.administer' = any (r.permissions)
      left join roles own on own.id = h.own_role_id
     where own.id is null
        or ('organization.administer' = any (own.permissions)
            and not exists (
                select 1 from role_governs g join roles above on above.id = g.role_id
                  join roles there on there.organization_id = h.organization_id and there.key = above.key
                 where g.governed_role_id = own.id and 'organization.administer' <> all (there.permissions)));

-- Since when, and by whom: so that the others are told of each new one, once.
create table administrators (
    organization_id uuid not null references organizations (id),
    user_id         uuid not null references users (id),
    appointed_at    timestamptz not null,
    by_user         uuid references users (id),
    by_token        uuid references api_tokens (id),
    ended_at        timestamptz,
    -- The notice that names them; null until it is on its way.
    told_in         uuid,
    primary key (organization_id, user_id)
);
create index administrators_by_notice on administrators (told_in);
create index administrators_untold on administrators (organization_id) where told_in is null;

insert into administrators (organization_id, user_id, appointed_at, told_in)
select organization_id, user_id, now(), organization_id from administrators_now;
