-- The rows of a creation by a program, and nothing else: what no server on this database can go below.
\set n random(1, 1000000000)
begin;
with person as (
    insert into users (id, email, email_key, email_skeleton, home_organization_id, created_at)
    values (uuidv7(), 'bare-' || :n::text || '-' || :client_id::text || '@bare.example', gen_random_uuid() || '@bare.example',
            'bare' || :n::text || '@bare.example', :organization::uuid, now())
    returning id, created_at),
profile as (
    insert into profiles (user_id, display_name, locale, search)
    select id, 'Bare ' || :n::text, 'en', 'bare ' || :n::text || ' bare-' || :n::text || '@bare.example' from person),
member as (
    insert into memberships (organization_id, user_id, status, role_id, onboarding, sort_name, search, created_at,
                             status_changed_at)
    select :organization::uuid, id, 'pending', :role::uuid, 'email_link', 'bare ' || :n::text,
           'bare ' || :n::text || ' bare-' || :n::text || '@bare.example', created_at, created_at from person),
word as (
    insert into words (organization_id, listed, word, sort_name, user_id, created_at, search)
    select :organization::uuid, true, w, 'bare ' || :n::text, id, created_at, 'bare ' || :n
      from person, unnest(array['bare', :n::text, 'bare.example']) w),
event as (
    insert into audit_events (id, organization_id, at, action, actor_kind, target_kind, target_id, after)
    select uuidv7(), :organization::uuid, created_at, 'user.created', 'api_token', 'user', id, '{"role":"user"}' from person
    returning id, target_id),
named as (
    insert into audit_names (event_id, user_id, after) select id, target_id, '{"displayName":"Bare"}' from event),
link as (
    insert into links (id, kind, organization_id, user_id, generation, created_at, expires_at)
    select uuidv7(), 'set_password', :organization::uuid, id, 1, created_at, created_at + interval '1 day' from person)
insert into mails (id, organization_id, user_id, kind, recipient, locale, details, status, created_at, due_at)
select uuidv7(), :organization::uuid, id, 'set_password', 'bare@bare.example', 'en', '{}', 'queued', created_at,
       created_at + interval '10 years' from person;
commit;
