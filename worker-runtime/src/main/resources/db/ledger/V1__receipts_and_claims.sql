-- Receipts: proof that a source record is a target record. An INTENDED receipt without a confirmation means
-- "in doubt": the target may or may not have the record.
create table receipt (
  route        text        not null,
  kind         text        not null,
  source_id    text        not null,
  state        text        not null check (state in ('INTENDED', 'CONFIRMED')),
  target_id    text,
  content_hash bytea       not null,
  execution    text        not null,
  batch        text        not null,
  attempt      int         not null,
  changed_at   timestamptz not null default now(),
  primary key (route, kind, source_id),
  check (state = 'INTENDED' or target_id is not null)
);

-- Which execution may load on a route: the latest that began to. A command of an earlier one, however late it is taken,
-- claims nothing any more. Ids of executions sort by time.
create table route (
  route     text primary key,
  execution text not null
);

-- Claims: which attempt owns a batch that changes the outside world. Every receipt write is fenced by the token.
create table claim (
  batch       text        primary key,
  attempt     int         not null,
  token       uuid        not null,
  owner       text        not null,
  lease_until timestamptz not null
);
