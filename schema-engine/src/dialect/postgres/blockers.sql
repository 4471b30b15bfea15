SELECT format('process %s of role %I (%s, in its transaction since %s) holds %s on %s',
        a.pid, a.usename, a.state, to_char(a.xact_start, 'HH24:MI:SS'), l.mode, c.oid::regclass)
FROM pg_catalog.pg_locks l
JOIN pg_catalog.pg_class c ON c.oid = l.relation
JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
WHERE l.granted AND l.pid <> pg_backend_pid() AND a.datname = current_database()
  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
  AND c.relkind IN ('r', 'p', 'm', 'v', 'f', 'S')
  AND c.relnamespace <> 'pg_catalog'::regnamespace
  AND strpos($1, c.relname) > 0
ORDER BY a.xact_start, l.mode
LIMIT 3
