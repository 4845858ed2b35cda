-- What an import was refused stays for the report, what it has still to do for carrying it out: apart, since a dry run that
-- is carried out hands the one over and keeps the other. Imports from before the first release are in neither form.
delete from imports;
alter table import_chunks add column rejected_rows text;
comment on column import_chunks.content is 'The rows that are still to be done; of a dry run all, until it is carried out.';
comment on column import_chunks.rejected_rows is 'Without their password hashes.';
