-- The schema of the quickstart: a list of tasks.

CREATE TABLE people (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    email      TEXT NOT NULL UNIQUE,
    joined_on  TEXT NOT NULL DEFAULT CURRENT_DATE
) STRICT;

CREATE TABLE tasks (
    id          INTEGER PRIMARY KEY,
    title       TEXT NOT NULL,
    status      TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'in_progress', 'done')),
    assignee_id INTEGER REFERENCES people (id) ON DELETE SET NULL,
    hours       REAL NOT NULL DEFAULT 0,
    notes       TEXT
) STRICT;

CREATE INDEX tasks_by_assignee ON tasks (assignee_id, status);

-- What is not done yet, with the name of who does it.
CREATE VIEW open_tasks AS
SELECT tasks.id, tasks.title, people.name AS assignee
FROM tasks
LEFT JOIN people ON people.id = tasks.assignee_id
WHERE tasks.status <> 'done';
