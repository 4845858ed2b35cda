-- Whether an organization's API tokens end with the person who made them is a line of its policy.
update organizations set policy = policy || '{"tokensEndWithMaker": true}' where policy -> 'tokensEndWithMaker' is null;

-- created_by is the person at the start: of a token that a token made, that one's. created_with is the token in between.
alter table api_tokens add column created_with uuid references api_tokens (id);
-- Ended with its maker for good, who was deleted, removed or erased. It stays in the list until somebody revokes it.
alter table api_tokens add column ended_at timestamptz;
create index api_tokens_by_maker on api_tokens (created_by) where created_by is not null;

-- The one answer to "does this token still stand for somebody"; when it expires is asked besides, of the clock.
create view token_standings as
    select t.id,
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

-- What a request with an Idempotency-Key took to be allowed: asked again before its answer is repeated.
alter table kept_answers add column permissions text[] not null default '{}';
alter table kept_answers add column roles uuid[] not null default '{}';
