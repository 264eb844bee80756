-- By the installation's key, which the database does not have, over execution, seq and the line's hash. Null in lines of releases that did not
-- sign.
alter table audit add column signature text;
