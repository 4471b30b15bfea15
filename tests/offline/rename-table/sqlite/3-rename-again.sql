ALTER TABLE main."The Group" RENAME TO crew;
CREATE TABLE team (id);
