SELECT current_setting('server_version') AS server_version,
       pg_catalog.current_schemas(false)::text[] AS search_path,
       (SELECT pg_catalog.pg_get_userbyid(datdba)::text
          FROM pg_catalog.pg_database
         WHERE datname = pg_catalog.current_database()) AS owner,
       pg_catalog.pg_get_userbyid(10)::text AS bootstrap_role,
       -- An empty database's catalog of relations takes about 100 kB.
       pg_catalog.pg_relation_size('pg_catalog.pg_class') > 400000 AS is_large
