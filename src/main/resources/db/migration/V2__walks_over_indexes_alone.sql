-- A search walks the order for a while: with the searched text in the index it need not look at a single row.
drop index memberships_by_name;
drop index memberships_by_created;
create index memberships_by_name on memberships (organization_id, sort_name, user_id) include (search)
    where status not in ('deleted', 'removed', 'erased');
create index memberships_by_created on memberships (organization_id, created_at, user_id) include (search)
    where status not in ('deleted', 'removed', 'erased');
-- Erasing somebody takes the mails to them along.
create index mails_by_user on mails (user_id) where user_id is not null;
