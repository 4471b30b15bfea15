CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE VIEW low AS SELECT id, a FROM t;
CREATE VIEW high AS SELECT a FROM low;
CREATE VIEW gone AS SELECT id FROM high JOIN t ON t.id = high.a;
