CREATE SEQUENCE counter CACHE 5 CYCLE;
CREATE SEQUENCE third;
CREATE TABLE counted (id integer DEFAULT nextval('counter'), n integer DEFAULT nextval('third'));
ALTER SEQUENCE counter OWNED BY counted.id;
