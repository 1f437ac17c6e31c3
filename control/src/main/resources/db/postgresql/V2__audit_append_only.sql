-- The audit log only grows: whoever holds the connection, a written entry is neither changed nor removed.
create function audit_log_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'audit_log is append-only';
end;
$$;

create trigger audit_log_no_change before update or delete or truncate on audit_log
    for each statement execute function audit_log_refuse();
