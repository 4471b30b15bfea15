SELECT d.classoid AS class, d.objoid AS object, d.objsubid AS part, d.description AS comment
  FROM pg_description d
 WHERE d.objoid >= 16384 OR d.classoid IN ('pg_namespace'::regclass, 'pg_extension'::regclass)
