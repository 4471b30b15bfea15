CREATE TABLE "a""; DROP TABLE x; --" ("c'""; --" integer);
CREATE TYPE "t'"";" AS ENUM ('v''); --');
