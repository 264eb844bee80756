-- After each migration, by the role that owns the tables: what the role that works in them may do, where it is another one.
-- Several services start at the same time, and two of them must not grant at once.
do $$ begin
  if exists (select from pg_roles where rolname = 'drover_service') and current_user <> 'drover_service' then
    perform pg_advisory_xact_lock(841901);
    execute format('grant usage on schema %I to drover_service', current_schema());
    execute format('grant select, insert, update, delete on all tables in schema %I to drover_service', current_schema());
    execute format('grant usage, select, update on all sequences in schema %I to drover_service', current_schema());
    -- What was written there stays, whatever becomes of a service.
    revoke update, delete on audit, installation_audit from drover_service;
    revoke insert, update, delete on flyway_schema_history from drover_service;
  end if;
end $$;
