-- How often a migration has been defined: the number of its newest definition in the journal.
alter table migration add column revision bigint not null default 0;
