-- A held execution keeps its pair of systems to itself until a person has ended it.
drop index execution_route;
create unique index execution_route on execution (route) where status in ('RUNNING', 'HELD');

-- What people will ask about later, hash-chained: each line carries the hash of the one before.
create table audit (
  execution text   not null references execution,
  seq       bigint not null,
  line      text   not null,
  primary key (execution, seq)
);
