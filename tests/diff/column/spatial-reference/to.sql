CREATE TABLE places (id int PRIMARY KEY, spot point NOT NULL SRID 0, area polygon SRID 4326, way linestring, SPATIAL KEY spots (spot));
