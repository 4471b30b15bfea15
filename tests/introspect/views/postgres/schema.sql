CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TABLE people (
    id integer PRIMARY KEY, name text NOT NULL, nick text, mood mood NOT NULL DEFAULT 'good', boss integer REFERENCES people,
    tags text[] NOT NULL DEFAULT '{}', born date
);
CREATE TABLE orders (id bigint PRIMARY KEY, person integer NOT NULL REFERENCES people, total numeric(8, 2) NOT NULL);
CREATE VIEW plain AS SELECT id, name, nick, mood, tags FROM people;
CREATE VIEW renamed (number, "the name") AS SELECT id, name FROM people;
CREATE VIEW joined AS
    SELECT p.id, p.name, b.name AS boss_name, o.total
      FROM people p LEFT JOIN people b ON b.id = p.boss JOIN orders o ON o.person = p.id;
CREATE VIEW sums AS SELECT person, count(*) AS orders, sum(total) AS total, max(total) FROM orders GROUP BY person;
CREATE VIEW expressions AS
    SELECT coalesce(nick, name) AS shown, upper(nick) AS loud, 1 AS one, NULL::text AS nothing, id + 1 AS next,
           CASE WHEN nick IS NULL THEN 'no' ELSE 'yes' END AS has_nick, born - date '2000-01-01' AS days
      FROM people;
CREATE VIEW of_view WITH (security_barrier = true) AS SELECT number FROM renamed WHERE number > 0;
CREATE VIEW checked WITH (check_option = cascaded) AS SELECT id, name FROM people WHERE name <> '';
CREATE VIEW checked_here AS SELECT id FROM people WHERE id > 3 WITH LOCAL CHECK OPTION;
CREATE VIEW invoker WITH (security_invoker = true) AS SELECT id FROM orders;
CREATE VIEW united AS SELECT id, name FROM people UNION ALL SELECT id, total::text FROM orders;
CREATE RECURSIVE VIEW chain (id, depth) AS
    SELECT id, 0 FROM people WHERE boss IS NULL
    UNION ALL SELECT p.id, c.depth + 1 FROM people p JOIN chain c ON p.boss = c.id;
CREATE VIEW with_default AS SELECT id, nick FROM people;
ALTER VIEW with_default ALTER COLUMN nick SET DEFAULT 'none';
-- A key makes the other columns known, so the view needs the key.
CREATE VIEW grouped_by_key AS SELECT p.id, p.name, count(o.id) FROM people p LEFT JOIN orders o ON o.person = p.id GROUP BY p.id;
COMMENT ON VIEW plain IS 'people';
COMMENT ON COLUMN plain.nick IS 'may be missing';
CREATE MATERIALIZED VIEW totals WITH (fillfactor = 80) AS SELECT person, sum(total) AS total FROM orders GROUP BY person;
CREATE UNIQUE INDEX totals_person ON totals (person);
CREATE INDEX ON totals (total DESC) WHERE total > 100;
COMMENT ON MATERIALIZED VIEW totals IS 'kept';
CREATE MATERIALIZED VIEW later AS SELECT * FROM totals WITH NO DATA;
CREATE VIEW of_materialized AS SELECT person FROM totals;
-- What a function reads is not known: the view that calls it is filled after the others.
CREATE MATERIALIZED VIEW z_source AS SELECT id FROM people;
CREATE FUNCTION read_source() RETURNS bigint STABLE LANGUAGE sql AS 'SELECT count(*) FROM public.z_source';
CREATE MATERIALIZED VIEW a_caller AS SELECT read_source() AS n;
