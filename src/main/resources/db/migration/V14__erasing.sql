-- Whom rows and answers name, as hashes: by these they are found, and their words deleted, when somebody is erased. What
-- was kept before the first release has none.
delete from imports;
alter table import_chunks add column named bigint[] not null default '{}';
delete from kept_answers;
alter table kept_answers add column named bytea[] not null default '{}';
comment on column kept_answers.answer is 'Null while the work is done, and for good once somebody in it was erased.';
