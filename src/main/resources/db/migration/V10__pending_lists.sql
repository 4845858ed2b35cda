-- Batches of a megabyte cost an import less; a search looks through the list for at most two milliseconds more.
alter index memberships_by_search set (gin_pending_list_limit = 1024);
alter index users_by_search set (gin_pending_list_limit = 1024);
