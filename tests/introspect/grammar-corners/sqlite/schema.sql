CREATE TABLE k1 (key TEXT, action INT, abort, desc, asc, end, match, generated, always, row, window, filter, temp, view, trigger, "order", before, if, plan, query, replace);
CREATE TABLE k2 (a generated, b always, generated int, c int generated always as (generated), d generated always as (1));
CREATE TABLE k3 (a INT CONSTRAINT c1 CONSTRAINT c2 NOT NULL, b INT NOT NULL NULL, c CONSTRAINT dangling, d DEFAULT +1 NOT NULL);
CREATE TABLE k4 (a, b, CHECK (a > 0) CHECK (b > 0) UNIQUE (a) CONSTRAINT z FOREIGN KEY (a) REFERENCES k3 (a) CHECK (1), CONSTRAINT alone, CONSTRAINT also UNIQUE (b));
CREATE TABLE k5 (a VARCHAR(255,1), b [my type](10), c 'str', d "INT" "x", e text text text, f FLOAT(1.5, -2), g int(+1));
CREATE TABLE k6 (rowid INTEGER, _rowid_ TEXT, oid);
CREATE TABLE k7/*c*/(/*d*/a/*e*/INT/*f*/DEFAULT/*g*/5/*h*/,/*i*/b--x
TEXT--y
)--z
;
CREATE TABLE k8 (a TEXT COLLATE "nocase", b TEXT DEFAULT 'x' COLLATE nocase UNIQUE, c DEFAULT (x'00'), d DEFAULT -  5, e DEFAULT current_timestamp, f DEFAULT (datetime('now','localtime')));
CREATE TABLE k9 (a INT DEFAULT 5 CHECK (a>0) REFERENCES b(c) MATCH FULL NOT DEFERRABLE INITIALLY IMMEDIATE NOT NULL, b CHECK (b GLOB '[a-z]' AND b -> '$.a' = 1));
CREATE TABLE k10 (a INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, b REFERENCES x ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED NOT NULL);
CREATE TABLE "k 11" ("a" integer not null primary key autoincrement, "created_at" datetime, foreign key("a") references "k10"("a") on delete set null on update no action);
CREATE TABLE [k12] ([Id] INTEGER NOT NULL CONSTRAINT [PK_x] PRIMARY KEY AUTOINCREMENT, [B] NVARCHAR(160)  NOT NULL, FOREIGN KEY ([B]) REFERENCES [k12] ([Id]) ON DELETE NO ACTION ON UPDATE NO ACTION);
CREATE TABLE `k13` (`id` varchar(36) NOT NULL, `n` bigint(20) DEFAULT '0', PRIMARY KEY (`id`));
CREATE TABLE k14 (a TEXT NOT NULL, b TEXT NOT NULL DEFAULT (lower(hex(randomblob(16)))), PRIMARY KEY(a, b)) WITHOUT ROWID;
CREATE TABLE k16 (a, b, UNIQUE (a) ON CONFLICT REPLACE, UNIQUE (a, b), UNIQUE (b));
CREATE TABLE k17 (a DEFAULT (NULL), b DEFAULT (TRUE), d DEFAULT (('a' || 'b')), e DEFAULT 1.5e-10, f DEFAULT .5, g DEFAULT 9223372036854775808);
CREATE TABLE k18 (id INTEGER PRIMARY KEY, x TEXT AS (json_extract(y, '$.a')) STORED, y JSON NOT NULL DEFAULT '{}' CHECK (json_valid(y)));
CREATE UNIQUE INDEX "i 1" ON k18 (json_extract(y, '$.b') DESC, x) WHERE (x IS NOT NULL);
CREATE INDEX i2 ON k18 (x COLLATE nocase ASC, y DESC);
CREATE INDEX i3 ON k18 ((x || 'a') COLLATE nocase, CASE WHEN x THEN y ELSE 2 END, -id, NOT x, cast(x AS INTEGER));
CREATE TABLE k19 (a TEXT PRIMARY KEY ON CONFLICT IGNORE NOT NULL ON CONFLICT FAIL);
CREATE TABLE k20 (a INTEGER, b, PRIMARY KEY (a) ON CONFLICT REPLACE);
CREATE TABLE k21 (a INTEGER, b, CONSTRAINT p PRIMARY KEY (a COLLATE nocase));
CREATE VIEW w1 AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c WHERE x < 10) SELECT x FROM c;
CREATE VIEW w2(a, b) AS VALUES (1, 2), (3, 4);
CREATE VIEW w3 AS SELECT *, rank() OVER (PARTITION BY a ORDER BY b) AS r FROM k14;
CREATE TRIGGER g1 AFTER INSERT ON k14 FOR EACH ROW WHEN new.a = 'begin' BEGIN INSERT INTO k19 VALUES (new.a) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER g2 BEFORE UPDATE OF a, b ON k14 BEGIN UPDATE k19 SET a = CASE WHEN 1 THEN 2 END; DELETE FROM k19; END;
