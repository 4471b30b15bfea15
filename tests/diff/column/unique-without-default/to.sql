CREATE TABLE people (id INTEGER NOT NULL PRIMARY KEY, badge INTEGER NOT NULL, name VARCHAR(20), UNIQUE KEY one_badge (badge), UNIQUE KEY one_name (name));
