-- Batches whose manifest was committed. Kept apart from the staging store, which is emptied when an execution has ended: a command
-- that comes again after that finds no manifest, and must not be done again.
create table closed_batch (
  batch     text        primary key,
  closed_at timestamptz not null default now()
);
