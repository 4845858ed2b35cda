-- Whose an account is. The organization that made it may change it while it lives nowhere else; from the day its person
-- joins another one it is the person's alone, until they let the one they belong to manage it again.
alter table users add column managed_by text not null default 'organization';
alter table users add constraint manager_is_known check (managed_by in ('organization', 'person', 'consent'));
update users u set managed_by = 'person'
 where operator
    or (select count(*) from memberships m
         where m.user_id = u.id and m.status in ('pending', 'active', 'inactive', 'deleted')) > 1;

-- Who chose a password: others, the holder of the account, or its owner, who has proven the mailbox. What others chose
-- ends when the mailbox is proven.
alter table passwords add column set_by text not null default 'holder';
alter table passwords alter column set_by drop default;
alter table passwords add constraint password_setter_is_known check (set_by in ('others', 'holder', 'owner'));
update passwords set set_by = 'others' where must_change;

-- The link that makes the first operator: random, made once, and dead for good after its use. Where there was an operator
-- before, there is none.
create table setup_link (
    one     boolean primary key default true,
    id      uuid not null,
    used_at timestamptz,
    constraint there_is_one check (one)
);
insert into setup_link (id, used_at)
select gen_random_uuid(), now()
 where exists (select 1 from users where operator)
    or exists (select 1 from audit_events where action = 'operator.created');

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
           i.sent_at as invitation_sent_at, i.inviter_kind, i.inviter_id, m.external_id,
           m.home and u.managed_by <> 'person' and not u.operator as managed
      from memberships m
      join users u on u.id = m.user_id
      left join invitations i on i.organization_id = m.organization_id and i.user_id = m.user_id
           and m.joined_at is null;
