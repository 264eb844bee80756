-- What a secret is for, as connector@address. It is bound into the sealed value, so that changing it here only makes the value
-- unreadable. Null of what an earlier release stored: nobody knows where that may be sent, and it is not.
alter table secret add column bound_to text;
-- Which key of the key file it is sealed with; null likewise.
alter table secret add column key_id text;
-- When a definition was removed. The row stays for the executions that it had, and for what they decided.
alter table migration add column removed_at timestamptz;
