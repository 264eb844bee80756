-- Evidence that has to be gathered before the archive service is told to make the report of it. A row is there from the decision
-- until the command is sent; taken_until is the lease of the coordinator that is at it.
create table gathering (
  batch       text        primary key,
  execution   text        not null references execution on delete cascade,
  attempt     integer     not null,
  command     text        not null,
  view        text        not null,
  revision    bigint      not null,
  since       timestamptz not null,
  taken_until timestamptz not null default '-infinity'
);
create index gathering_execution on gathering (execution);

-- A message that its topic refuses is set aside, and with it what its execution or migration (owner) has to say after it.
alter table outbox add column owner text generated always as (split_part(key, '/', 1)) stored;
alter table outbox add column refused integer not null default 0;
alter table outbox add column again_at timestamptz;
create index outbox_set_aside on outbox (owner, id) where again_at is not null;
