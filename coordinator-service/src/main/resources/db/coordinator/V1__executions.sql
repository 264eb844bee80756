-- The coordinator's truth. An execution's state is one document, written under the row's lock together with the
-- commands (outbox) and the record (journal) that follow from it.
create table secret (
  name       text        primary key,
  sealed     bytea       not null,
  changed_at timestamptz not null default now()
);

create table migration (
  name       text        primary key,
  definition text        not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);

create table execution (
  id              text        primary key,
  migration       text        not null references migration,
  idempotency_key text,
  route           text,
  plan            text        not null,
  definition      text        not null,
  state           text        not null,
  status          text        not null,
  revision        bigint      not null,
  next_due        timestamptz,
  started_at      timestamptz not null,
  finished_at     timestamptz,
  unique (migration, idempotency_key)
);
-- One execution at a time between a pair of systems: two that do not know of each other would load everything twice.
create unique index execution_route on execution (route) where status = 'RUNNING';
create index execution_due on execution (next_due) where status = 'RUNNING';
create index execution_started on execution (started_at desc);

create table closed_batch (
  id          text        primary key,
  execution   text        not null references execution,
  result      text        not null,
  closed_at   timestamptz not null
);
create index closed_batch_execution on closed_batch (execution, id);

create table journal (
  execution text        not null references execution,
  seq       bigint      not null,
  at        timestamptz not null,
  entry     text        not null,
  primary key (execution, seq)
);

create table outbox (
  id      bigint generated always as identity primary key,
  topic   text not null,
  key     text not null,
  payload text not null
);
