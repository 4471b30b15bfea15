CREATE TYPE state AS ENUM ('new', 'open', 'gone', 'done');
CREATE TABLE task (id integer PRIMARY KEY, state state NOT NULL DEFAULT 'new', past state[]);
CREATE INDEX task_open ON task (id) WHERE state = 'open';
CREATE VIEW open_task AS SELECT id FROM task WHERE state = 'open';
COMMENT ON VIEW open_task IS 'what is to be done';
