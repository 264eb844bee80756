-- Run once, when PostgreSQL makes its data (docker-compose.yml): the role that owns the tables and makes them, and the one that the
-- services work as. Neither is the superuser, which no service knows. What the second may do with which table, the migrations say.
\set owner `cat /run/secrets/postgres-owner-password`
\set service `cat /run/secrets/postgres-service-password`
create role drover_owner login password :'owner';
create role drover_service login password :'service';
alter database drover owner to drover_owner;
revoke all on database drover from public;
grant connect, temporary on database drover to drover_service;
-- So that it sees the sessions of the services, beside which some programs must not run.
grant drover_service to drover_owner;
