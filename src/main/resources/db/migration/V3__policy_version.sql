-- Counts the changes of a policy, so that nobody overwrites what somebody else has just saved.
alter table organizations add column policy_version bigint not null default 1;
