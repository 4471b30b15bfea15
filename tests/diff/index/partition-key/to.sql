CREATE TABLE visits (place text, day date, guests int) PARTITION BY LIST (place);
CREATE TABLE visits_north PARTITION OF visits FOR VALUES IN ('north');
CREATE TABLE visits_south PARTITION OF visits FOR VALUES IN ('south');
-- The key of one partition is what it has below the index of all of them.
CREATE UNIQUE INDEX visits_once ON ONLY visits (place, day);
ALTER TABLE visits_north ADD CONSTRAINT north_once PRIMARY KEY (place, day);
CREATE UNIQUE INDEX south_once ON visits_south (place, day);
ALTER INDEX visits_once ATTACH PARTITION north_once;
ALTER INDEX visits_once ATTACH PARTITION south_once;
