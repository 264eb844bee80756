-- What Drover wrote into the target's record, as fingerprints per place: by it a later execution tells an edit in the target
-- from its own values, and clears what it wrote and the source no longer has. Null for receipts of earlier releases.
alter table receipt add column written bytea;

-- The same of an update that is on its way: after a crash either may be in the target.
alter table receipt add column intended bytea;
