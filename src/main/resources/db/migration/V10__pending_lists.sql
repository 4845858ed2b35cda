-- Batches of a megabyte cost an import less; a search has a little more of the list to look through.
alter index memberships_by_search set (gin_pending_list_limit = 1024);
alter index users_by_search set (gin_pending_list_limit = 1024);
