-- What was pruned of an execution that ended: the number of the journal's row that says so in place of those before it, and when
-- its staged data went. Null where nothing was.
alter table execution add column journal_pruned bigint;
alter table execution add column staging_pruned_at timestamptz;
