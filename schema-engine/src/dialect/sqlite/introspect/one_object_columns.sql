-- The columns of one view or virtual table.
SELECT ?1 AS owner, name, type, "notnull", pk, hidden
FROM pragma_table_xinfo(?1, 'main')
ORDER BY cid
