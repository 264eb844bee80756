-- Which execution came later on a route is a number of the database, not the time in an execution's id: given once, when an execution
-- is first seen on the route.
create sequence turn_number;
create table turn (
  route     text   not null,
  execution text   not null,
  number    bigint not null default nextval('turn_number'),
  primary key (route, execution)
);
insert into turn (route, execution) select route, execution from route;
alter table route add column number bigint not null default 0;
update route set number = turn.number from turn where turn.route = route.route and turn.execution = route.execution;

-- By which rules the hash of a body was made; 1 is that of releases that kept no number.
alter table receipt add column hash_version smallint not null default 1;

-- Of a record that is about to be created: the target ids that its own places refer to, as JSON. An intent that nobody heard the
-- end of is looked for there, too.
alter table receipt add column refs text;

-- Routes by the systems that a check observed. The key is a short word of its own, or, for the first pair of systems observed
-- behind a text that an earlier release kept receipts under, that text.
create sequence route_number;
create table observed_route (
  route  text primary key,
  source text not null,
  target text not null,
  -- What tells records of this source from another's in the target; null where earlier releases wrote them without.
  origin text,
  unique (source, target)
);

-- What people typed, and the route that was observed behind it: more than one where an address has several systems.
create table route_alias (
  alias text not null,
  route text not null references observed_route,
  primary key (alias, route)
);
