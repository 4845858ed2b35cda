-- That everything here is demo data: demo mode, in which all mails can be read, starts on nothing else.
create table demo_data (
    one     boolean primary key default true check (one),
    made_at timestamptz not null,
    left_at timestamptz
);
comment on column demo_data.left_at is 'Since when it is used without demo mode; null while it is not.';
