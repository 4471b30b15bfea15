CREATE SEQUENCE counter INCREMENT BY 2 MAXVALUE 100;
CREATE SEQUENCE other;
CREATE TABLE counted (id integer DEFAULT nextval('counter'), n integer DEFAULT nextval('other'));
ALTER SEQUENCE other OWNED BY counted.n;
