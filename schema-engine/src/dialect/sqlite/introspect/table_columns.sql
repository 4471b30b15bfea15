-- What the engine makes of the columns of ordinary tables.
SELECT m.name AS owner, c.name, c.type, c."notnull", c.pk, c.hidden
FROM main.sqlite_master AS m
JOIN pragma_table_xinfo(m.name, 'main') AS c
WHERE m.type = 'table'
  AND lower(substr(m.name, 1, 7)) <> 'sqlite_'
  AND m.rootpage <> 0
ORDER BY m.rowid, c.cid
