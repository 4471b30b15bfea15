CREATE TABLE places (id integer NOT NULL, code integer);
CREATE UNIQUE INDEX places_id ON places (id);
CREATE TABLE visits (place integer);
ALTER TABLE visits ADD CONSTRAINT visits_place FOREIGN KEY (place) REFERENCES places (id);
COMMENT ON CONSTRAINT visits_place ON visits IS 'where it was';
