-- What an execution changes, as a text that is the same for every spelling of its address. A guarded one has it to itself until it has
-- ended. Null for one that changes nothing, and for those that began before.
alter table execution add column target text;
alter table execution add column guarded boolean not null default false;
create index execution_target on execution (target) where status in ('RUNNING', 'HELD');
