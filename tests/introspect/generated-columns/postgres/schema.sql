CREATE TABLE lines (
    net numeric(10, 2) NOT NULL, rate numeric(4, 3) NOT NULL,
    gross numeric(12, 2) GENERATED ALWAYS AS (net * (1 + rate)) STORED,
    label text COLLATE "C" NOT NULL GENERATED ALWAYS AS ('net: ' || net::text) STORED
);
