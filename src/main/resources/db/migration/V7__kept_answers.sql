-- What a POST with an Idempotency-Key was answered, for a day. Nothing in it can be read without the key and the server's
-- secret: an answer may hold a password. The answer is null only within the transaction that does the work.
create table kept_answers (
    token_id    uuid not null references api_tokens (id),
    key_hash    bytea not null,
    request_mac bytea not null,
    answer      bytea,
    created_at  timestamptz not null,
    primary key (token_id, key_hash)
);
create index kept_answers_by_age on kept_answers (created_at);
