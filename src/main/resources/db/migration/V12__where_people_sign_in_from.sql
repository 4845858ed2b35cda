-- Where a session was started from; unknown for those that were there before.
alter table sessions add column address text;

-- Where somebody signed in from, or tried to. It may tell of a person, so it stands with what erasing takes away.
alter table audit_names add column source text, add column browser text;

-- How often signing in to an account has failed lately: the first few are events of their own, the others are counted.
create table sign_in_failures (
    user_id uuid primary key references users (id),
    since   timestamptz not null,
    tries   int not null
);
