SELECT t.oid, t.tgrelid AS relation, t.tgname::text AS name, t.tgtype AS type_bits,
       pg_get_triggerdef(t.oid) AS definition, t.tgenabled::text AS enabled
  FROM pg_trigger t
 WHERE NOT t.tgisinternal
   AND {{13: t.tgparentid = 0 | NOT EXISTS (
     SELECT FROM pg_depend d WHERE d.classid = 'pg_trigger'::regclass AND d.objid = t.oid AND d.refclassid = 'pg_trigger'::regclass)}}
