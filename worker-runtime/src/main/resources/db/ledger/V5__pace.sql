-- What is known of the limits of outside systems, and what is given out of them just now: shared by all executions and worker
-- processes. One row for each system of which a limit is known (a connector and a host), written some times a second while requests
-- wait for their turn, and kept between runs. The state is what io.drover.worker.pace.SystemPace holds, the rest is for people to
-- see (io.drover.worker.pace.Shown); no secret, no path.
create table pace (
  system     text        primary key,
  state      jsonb       not null,
  shown      jsonb,
  changed_at timestamptz not null default now()
) with (fillfactor = 50);
