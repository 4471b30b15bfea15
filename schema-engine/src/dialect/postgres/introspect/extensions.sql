SELECT x.oid, x.extname::text AS name, n.nspname::text AS namespace, x.extversion AS version
  FROM pg_extension x
  JOIN pg_namespace n ON n.oid = x.extnamespace
