-- Contents: proof that bytes of a source record are in its target record. INTENDED: they may be there, or others that were there before.
create table content_receipt (
  route      text        not null,
  kind       text        not null,
  source_id  text        not null,
  content_id text        not null,
  state      text        not null check (state in ('INTENDED', 'CONFIRMED')),
  -- what the source said of them when they were sent: by it a later run sees whether they changed
  seen       text        not null,
  -- of what was sent last and whole; null where nothing was, and the hash also where the target had them already
  target_id  text,
  sha256     text,
  size       bigint,
  execution  text        not null,
  batch      text        not null,
  attempt    int         not null,
  changed_at timestamptz not null default now(),
  primary key (route, kind, source_id, content_id)
);
