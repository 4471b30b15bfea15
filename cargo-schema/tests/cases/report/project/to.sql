CREATE TABLE users (id INTEGER PRIMARY KEY, age TEXT, boss INTEGER REFERENCES teams (id));
CREATE TABLE teams (id INTEGER PRIMARY KEY, lead INTEGER REFERENCES users (id));
CREATE TABLE events (at TEXT, "what | is" TEXT);
CREATE INDEX users_boss ON users (boss);
