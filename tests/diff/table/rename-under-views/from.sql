CREATE TABLE item (id INTEGER NOT NULL, name VARCHAR(20), PRIMARY KEY (id));
CREATE VIEW item_view AS SELECT id, name FROM item;
CREATE VIEW item_above AS SELECT * FROM item_view WHERE id > 1;
