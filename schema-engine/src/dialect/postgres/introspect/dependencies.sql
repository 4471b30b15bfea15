-- What must be there before an object can be made. A rule stands for its view, a default or a check
-- for its table or domain, and the row type of a table for the table.
SELECT DISTINCT x.class, x.object, x.part, x.ref_class, x.ref_object FROM (
  SELECT CASE WHEN d.classid = 'pg_rewrite'::regclass OR d.classid = 'pg_attrdef'::regclass THEN 'pg_class'::regclass::oid
              WHEN d.classid = 'pg_constraint'::regclass THEN CASE WHEN k.contypid <> 0 THEN 'pg_type' ELSE 'pg_class' END::regclass::oid
              WHEN t.typrelid <> 0 THEN 'pg_class'::regclass::oid
              ELSE d.classid END AS class,
         CASE WHEN d.classid = 'pg_rewrite'::regclass THEN r.ev_class
              WHEN d.classid = 'pg_attrdef'::regclass THEN f.adrelid
              WHEN d.classid = 'pg_constraint'::regclass THEN CASE WHEN k.contypid <> 0 THEN k.contypid ELSE k.conrelid END
              WHEN t.typrelid <> 0 THEN t.typrelid
              ELSE d.objid END AS object,
         0 AS part,
         CASE WHEN rt.typrelid <> 0 THEN 'pg_class'::regclass::oid ELSE d.refclassid END AS ref_class,
         CASE WHEN rt.typrelid <> 0 THEN rt.typrelid WHEN re.typelem <> 0 THEN re.typelem ELSE d.refobjid END AS ref_object
    FROM pg_depend d
    LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid AND r.rulename = '_RETURN'
    LEFT JOIN pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
    LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid AND k.contype = 'c'
    LEFT JOIN pg_type t ON d.classid = 'pg_type'::regclass AND t.oid = d.objid
    LEFT JOIN pg_type re ON d.refclassid = 'pg_type'::regclass AND re.oid = d.refobjid AND re.typcategory = 'A'
    LEFT JOIN pg_type rt ON d.refclassid = 'pg_type'::regclass AND rt.oid = coalesce(nullif(re.typelem, 0), d.refobjid)
   WHERE d.deptype = 'n' AND d.objid >= 16384 AND d.refobjid >= 16384
     AND d.refclassid <> 'pg_namespace'::regclass
     -- Tables name their own columns, keys and sequences otherwise.
     AND (d.classid NOT IN ('pg_class'::regclass, 'pg_constraint'::regclass, 'pg_attrdef'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass)
          OR d.refclassid NOT IN ('pg_class'::regclass, 'pg_constraint'::regclass))
     AND (d.classid <> 'pg_rewrite'::regclass OR r.oid IS NOT NULL)
     AND (d.classid <> 'pg_constraint'::regclass OR k.oid IS NOT NULL)
) x WHERE (x.class, x.object) <> (x.ref_class, x.ref_object)
