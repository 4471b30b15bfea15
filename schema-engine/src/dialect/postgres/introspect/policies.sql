SELECT p.oid, p.polrelid AS relation, p.polname::text AS name, p.polcmd::text AS command, p.polpermissive AS permissive,
       CASE WHEN p.polroles <> '{0}'
            THEN ARRAY(SELECT pg_get_userbyid(r)::text FROM unnest(p.polroles) r ORDER BY 1) END AS roles,
       pg_get_expr(p.polqual, p.polrelid) AS using_text, pg_get_expr(p.polwithcheck, p.polrelid) AS check_text
  FROM pg_policy p
