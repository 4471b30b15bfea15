SET search_path TO app;
-- Neither the table nor its namespace is there yet, and a table of that name will be elsewhere too.
CREATE VIEW open_orders AS SELECT id, total FROM orders WHERE closed_at IS NULL;
COMMENT ON VIEW open_orders IS 'What is left to do.';
