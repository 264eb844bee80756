-- By which people and programs ask; of a token its hash alone is here. One name, one token, in whichever case it is written.
create table access_token (
  name         text        primary key,
  hash         text        not null unique,
  role         text        not null,
  created_at   timestamptz not null,
  created_by   text        not null,
  expires_at   timestamptz,
  last_used_at timestamptz
);
create unique index access_token_name on access_token (lower(name));

-- What was changed of the installation and by whom, hash-chained like the audit of an execution.
create table installation_audit (
  seq  bigint primary key,
  line text   not null
);
