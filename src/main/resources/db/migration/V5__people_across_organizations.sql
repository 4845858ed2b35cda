-- The operator's list of everybody: by name, and searched in names, addresses and user names.
create index users_by_name on users ((lower(display_name) collate "C"), id) where erased_at is null;
create index users_by_search on users
    using gin (lower(display_name || ' ' || coalesce(email, '') || ' ' || coalesce(username, '')) gin_trgm_ops)
    with (gin_pending_list_limit = 256);
