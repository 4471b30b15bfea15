-- The tables that virtual tables keep their rows in; the module of each says which these are.
SELECT name
FROM pragma_table_list
WHERE schema = 'main' AND type = 'shadow'
