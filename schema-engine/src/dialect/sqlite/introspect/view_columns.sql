-- The columns of all views. One view that does not work makes all of it fail.
SELECT m.name AS owner, c.name, c.type, c."notnull", c.pk, c.hidden
FROM main.sqlite_master AS m
JOIN pragma_table_xinfo(m.name, 'main') AS c
WHERE m.type = 'view'
ORDER BY m.rowid, c.cid
