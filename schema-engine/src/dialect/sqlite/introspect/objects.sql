-- Everything that a database holds, as it is written; SQLite's own tables and indexes apart.
SELECT type, name, tbl_name, sql
FROM main.sqlite_master
WHERE sql IS NOT NULL
  AND lower(substr(name, 1, 7)) <> 'sqlite_'
  AND lower(substr(tbl_name, 1, 7)) <> 'sqlite_'
ORDER BY rowid
