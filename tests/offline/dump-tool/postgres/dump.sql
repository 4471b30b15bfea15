--
-- PostgreSQL database dump
--

\restrict token


SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: compositesandranges; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA compositesandranges;


--
-- Name: counters; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA counters;


--
-- Name: enumsanddomains; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA enumsanddomains;


--
-- Name: foreignkeys; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA foreignkeys;


--
-- Name: generatedcolumns; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA generatedcolumns;


--
-- Name: inheritance; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA inheritance;


--
-- Name: other; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA other;


--
-- Name: partitions; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA partitions;


--
-- Name: sequencesandidentity; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA sequencesandidentity;


--
-- Name: triggers; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA triggers;


--
-- Name: views; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA views;


--
-- Name: address; Type: TYPE; Schema: compositesandranges; Owner: -
--

CREATE TYPE compositesandranges.address AS (
	street text COLLATE pg_catalog."C",
	number integer,
	tags text[]
);


--
-- Name: days_between(date, date); Type: FUNCTION; Schema: compositesandranges; Owner: -
--

CREATE FUNCTION compositesandranges.days_between(a date, b date) RETURNS double precision
    LANGUAGE sql IMMUTABLE
    AS $$SELECT (a - b)::double precision$$;


--
-- Name: day_range; Type: TYPE; Schema: compositesandranges; Owner: -
--

CREATE TYPE compositesandranges.day_range AS RANGE (
    subtype = date,
    multirange_type_name = compositesandranges.day_multirange,
    subtype_diff = compositesandranges.days_between
);


--
-- Name: float_range; Type: TYPE; Schema: compositesandranges; Owner: -
--

CREATE TYPE compositesandranges.float_range AS RANGE (
    subtype = double precision,
    multirange_type_name = compositesandranges.float_multirange,
    subtype_diff = float8mi
);


--
-- Name: name_range; Type: TYPE; Schema: compositesandranges; Owner: -
--

CREATE TYPE compositesandranges.name_range AS RANGE (
    subtype = text,
    multirange_type_name = compositesandranges.many_names,
    collation = pg_catalog."C"
);


--
-- Name: nothing; Type: TYPE; Schema: compositesandranges; Owner: -
--

CREATE TYPE compositesandranges.nothing AS (
);


--
-- Name: person; Type: TYPE; Schema: compositesandranges; Owner: -
--

CREATE TYPE compositesandranges.person AS (
	name character varying(40),
	home compositesandranges.address,
	work compositesandranges.address[]
);


--
-- Name: TYPE person; Type: COMMENT; Schema: compositesandranges; Owner: -
--

COMMENT ON TYPE compositesandranges.person IS 'somebody';


--
-- Name: COLUMN person.home; Type: COMMENT; Schema: compositesandranges; Owner: -
--

COMMENT ON COLUMN compositesandranges.person.home IS 'where';


--
-- Name: code; Type: DOMAIN; Schema: enumsanddomains; Owner: -
--

CREATE DOMAIN enumsanddomains.code AS character varying(10) COLLATE pg_catalog."C"
	CONSTRAINT upper_case CHECK (((VALUE)::text = upper((VALUE)::text)));


--
-- Name: of_array; Type: DOMAIN; Schema: enumsanddomains; Owner: -
--

CREATE DOMAIN enumsanddomains.of_array AS text[]
	CONSTRAINT of_array_check CHECK ((array_length(VALUE, 1) < 5));


--
-- Name: of_domain; Type: DOMAIN; Schema: enumsanddomains; Owner: -
--

CREATE DOMAIN enumsanddomains.of_domain AS enumsanddomains.code
	CONSTRAINT of_domain_check CHECK ((length((VALUE)::text) > 2));


--
-- Name: status; Type: TYPE; Schema: enumsanddomains; Owner: -
--

CREATE TYPE enumsanddomains.status AS ENUM (
    'new',
    'started',
    'done',
    'it''s "odd"',
    ''
);


--
-- Name: TYPE status; Type: COMMENT; Schema: enumsanddomains; Owner: -
--

COMMENT ON TYPE enumsanddomains.status IS 'how far it is';


--
-- Name: of_enum; Type: DOMAIN; Schema: enumsanddomains; Owner: -
--

CREATE DOMAIN enumsanddomains.of_enum AS enumsanddomains.status
	CONSTRAINT of_enum_check CHECK ((VALUE <> 'done'::enumsanddomains.status));


--
-- Name: positive; Type: DOMAIN; Schema: enumsanddomains; Owner: -
--

CREATE DOMAIN enumsanddomains.positive AS integer NOT NULL DEFAULT 1
	CONSTRAINT not_too_large CHECK ((VALUE < 1000))
	CONSTRAINT positive_check CHECK ((VALUE > 0));


--
-- Name: DOMAIN positive; Type: COMMENT; Schema: enumsanddomains; Owner: -
--

COMMENT ON DOMAIN enumsanddomains.positive IS 'more than nothing';


--
-- Name: CONSTRAINT not_too_large ON DOMAIN positive; Type: COMMENT; Schema: enumsanddomains; Owner: -
--

COMMENT ON CONSTRAINT not_too_large ON DOMAIN enumsanddomains.positive IS 'for now';


--
-- Name: mood; Type: TYPE; Schema: views; Owner: -
--

CREATE TYPE views.mood AS ENUM (
    'good',
    'bad'
);


--
-- Name: street(compositesandranges.address); Type: FUNCTION; Schema: compositesandranges; Owner: -
--

CREATE FUNCTION compositesandranges.street(of compositesandranges.address) RETURNS text
    LANGUAGE sql
    RETURN (of).street;


--
-- Name: noted(); Type: FUNCTION; Schema: partitions; Owner: -
--

CREATE FUNCTION partitions.noted() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RETURN NEW; END $$;


--
-- Name: refuse(); Type: FUNCTION; Schema: triggers; Owner: -
--

CREATE FUNCTION triggers.refuse() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;


--
-- Name: seen(); Type: FUNCTION; Schema: triggers; Owner: -
--

CREATE FUNCTION triggers.seen() RETURNS event_trigger
    LANGUAGE plpgsql
    AS $$ BEGIN END $$;


--
-- Name: touch(); Type: FUNCTION; Schema: triggers; Owner: -
--

CREATE FUNCTION triggers.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    -- a comment; with a semicolon
    NEW.changed_at := now();
    RETURN NEW;
END
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: uses; Type: TABLE; Schema: compositesandranges; Owner: -
--

CREATE TABLE compositesandranges.uses (
    a compositesandranges.address,
    b compositesandranges.person[],
    c compositesandranges.float_range,
    d compositesandranges.name_range,
    e compositesandranges.many_names,
    f compositesandranges.day_range[],
    g int4multirange,
    h datemultirange
);


--
-- Name: row_of; Type: TABLE; Schema: compositesandranges; Owner: -
--

CREATE TABLE compositesandranges.row_of (
    "row" compositesandranges.uses,
    many compositesandranges.uses[]
);


--
-- Name: typed; Type: TABLE; Schema: compositesandranges; Owner: -
--

CREATE TABLE compositesandranges.typed OF compositesandranges.address (
    street NOT NULL COLLATE pg_catalog."C",
    number DEFAULT 1 NOT NULL
);


--
-- Name: tickets; Type: SEQUENCE; Schema: counters; Owner: -
--

CREATE SEQUENCE counters.tickets
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: uses; Type: TABLE; Schema: enumsanddomains; Owner: -
--

CREATE TABLE enumsanddomains.uses (
    a enumsanddomains.status DEFAULT 'new'::enumsanddomains.status NOT NULL,
    b enumsanddomains.status[],
    c enumsanddomains.positive,
    d enumsanddomains.code,
    e enumsanddomains.of_domain[],
    f enumsanddomains.of_array,
    g enumsanddomains.of_enum DEFAULT 'new'::enumsanddomains.status
);


--
-- Name: eggs; Type: TABLE; Schema: foreignkeys; Owner: -
--

CREATE TABLE foreignkeys.eggs (
    id integer NOT NULL,
    hen integer NOT NULL
);


--
-- Name: hens; Type: TABLE; Schema: foreignkeys; Owner: -
--

CREATE TABLE foreignkeys.hens (
    id integer NOT NULL,
    egg integer
);


--
-- Name: places; Type: TABLE; Schema: foreignkeys; Owner: -
--

CREATE TABLE foreignkeys.places (
    a integer NOT NULL,
    b integer NOT NULL,
    country character(2)
);


--
-- Name: visits; Type: TABLE; Schema: foreignkeys; Owner: -
--

CREATE TABLE foreignkeys.visits (
    id integer NOT NULL,
    a integer,
    b integer,
    c integer,
    d integer,
    again integer,
    country character(2)
);


--
-- Name: lines; Type: TABLE; Schema: generatedcolumns; Owner: -
--

CREATE TABLE generatedcolumns.lines (
    net numeric(10,2) NOT NULL,
    rate numeric(4,3) NOT NULL,
    gross numeric(12,2) GENERATED ALWAYS AS ((net * ((1)::numeric + rate))) STORED,
    label text GENERATED ALWAYS AS (('net: '::text || (net)::text)) STORED NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: named; Type: TABLE; Schema: inheritance; Owner: -
--

CREATE TABLE inheritance.named (
    name text,
    nick text,
    CONSTRAINT not_for_others CHECK ((name <> ''::text)) NO INHERIT,
    CONSTRAINT short CHECK ((length(nick) < 10))
);


--
-- Name: things; Type: TABLE; Schema: inheritance; Owner: -
--

CREATE TABLE inheritance.things (
    id integer NOT NULL,
    name text DEFAULT 'thing'::text NOT NULL,
    weight numeric,
    CONSTRAINT things_weight_check CHECK ((weight > (0)::numeric))
);


--
-- Name: boats; Type: TABLE; Schema: inheritance; Owner: -
--

CREATE TABLE inheritance.boats (
    name text DEFAULT 'boat'::text,
    length numeric
)
INHERITS (inheritance.things, inheritance.named);


--
-- Name: cars; Type: TABLE; Schema: inheritance; Owner: -
--

CREATE TABLE inheritance.cars (
    wheels integer DEFAULT 4 NOT NULL
)
INHERITS (inheritance.things);
ALTER TABLE ONLY inheritance.cars ALTER COLUMN weight SET NOT NULL;


--
-- Name: other; Type: TABLE; Schema: inheritance; Owner: -
--

CREATE TABLE inheritance.other (
    name text,
    nick text
);


--
-- Name: joined_later; Type: TABLE; Schema: inheritance; Owner: -
--

CREATE TABLE inheritance.joined_later (
    nick text,
    name text,
    more integer
)
INHERITS (inheritance.other);


--
-- Name: small_cars; Type: TABLE; Schema: inheritance; Owner: -
--

CREATE TABLE inheritance.small_cars (
    CONSTRAINT small_cars_weight_check CHECK ((weight < (1000)::numeric))
)
INHERITS (inheritance.cars);


--
-- Name: things_id_seq; Type: SEQUENCE; Schema: inheritance; Owner: -
--

CREATE SEQUENCE inheritance.things_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: things_id_seq; Type: SEQUENCE OWNED BY; Schema: inheritance; Owner: -
--

ALTER SEQUENCE inheritance.things_id_seq OWNED BY inheritance.things.id;


--
-- Name: countries; Type: TABLE; Schema: other; Owner: -
--

CREATE TABLE other.countries (
    code character(2) NOT NULL
);


--
-- Name: alarms; Type: TABLE; Schema: partitions; Owner: -
--

CREATE TABLE partitions.alarms (
    id bigint,
    at date,
    city integer
);


--
-- Name: by_expression; Type: TABLE; Schema: partitions; Owner: -
--

CREATE TABLE partitions.by_expression (
    name text COLLATE pg_catalog."C",
    n integer
)
PARTITION BY RANGE (lower(name) text_pattern_ops, n);


--
-- Name: by_expression_a; Type: TABLE; Schema: partitions; Owner: -
--

CREATE TABLE partitions.by_expression_a (
    name text COLLATE pg_catalog."C",
    n integer
);


--
-- Name: by_hash; Type: TABLE; Schema: partitions; Owner: -
--

CREATE TABLE partitions.by_hash (
    id uuid,
    owner text
)
PARTITION BY HASH (id);


--
-- Name: by_hash_0; Type: TABLE; Schema: partitions; Owner: -
--

CREATE TABLE partitions.by_hash_0 (
    id uuid,
    owner text
);


--
-- Name: by_hash_1; Type: TABLE; Schema: partitions; Owner: -
--

CREATE UNLOGGED TABLE partitions.by_hash_1 (
    id uuid,
    owner text
);


--
-- Name: cities; Type: TABLE; Schema: partitions; Owner: -
--

CREATE TABLE partitions.cities (
    id integer NOT NULL
);


--
-- Name: measures; Type: TABLE; Schema: partitions; Owner: -
--

CREATE TABLE partitions.measures (
    id bigint NOT NULL,
    city integer NOT NULL,
    at date NOT NULL,
    value double precision DEFAULT 0,
    CONSTRAINT measures_value_check CHECK ((value > ('-300'::integer)::double precision))
)
PARTITION BY RANGE (at);


--
-- Name: measures_2023; Type: TABLE; Schema: partitions; Owner: -
--

CREATE TABLE partitions.measures_2023 (
    at date NOT NULL,
    value double precision DEFAULT NULL,
    id bigint NOT NULL,
    city integer NOT NULL,
    CONSTRAINT measures_value_check CHECK ((value > ('-300'::integer)::double precision))
);


--
-- Name: measures_2024; Type: TABLE; Schema: partitions; Owner: -
--

CREATE TABLE partitions.measures_2024 (
    id bigint NOT NULL,
    city integer NOT NULL,
    at date NOT NULL,
    value double precision DEFAULT 0,
    CONSTRAINT measures_value_check CHECK ((value > ('-300'::integer)::double precision))
);


--
-- Name: TABLE measures_2024; Type: COMMENT; Schema: partitions; Owner: -
--

COMMENT ON TABLE partitions.measures_2024 IS 'a year';


--
-- Name: measures_2025; Type: TABLE; Schema: partitions; Owner: -
--

CREATE TABLE partitions.measures_2025 (
    id bigint NOT NULL,
    city integer NOT NULL,
    at date NOT NULL,
    value double precision DEFAULT 0,
    CONSTRAINT measures_value_check CHECK ((value > ('-300'::integer)::double precision)),
    CONSTRAINT not_hot CHECK ((value < (100)::double precision))
)
PARTITION BY LIST (city);


--
-- Name: measures_2025_elsewhere; Type: TABLE; Schema: partitions; Owner: -
--

CREATE TABLE partitions.measures_2025_elsewhere (
    id bigint NOT NULL,
    city integer NOT NULL,
    at date NOT NULL,
    value double precision DEFAULT 0,
    CONSTRAINT measures_value_check CHECK ((value > ('-300'::integer)::double precision)),
    CONSTRAINT not_hot CHECK ((value < (100)::double precision))
)
WITH (fillfactor='70');


--
-- Name: measures_2025_here; Type: TABLE; Schema: partitions; Owner: -
--

CREATE TABLE partitions.measures_2025_here (
    id bigint NOT NULL,
    city integer NOT NULL,
    at date NOT NULL,
    value double precision DEFAULT 0,
    CONSTRAINT measures_value_check CHECK ((value > ('-300'::integer)::double precision)),
    CONSTRAINT not_hot CHECK ((value < (100)::double precision))
);


--
-- Name: measures_id_seq; Type: SEQUENCE; Schema: partitions; Owner: -
--

ALTER TABLE partitions.measures ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME partitions.measures_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: measures_rest; Type: TABLE; Schema: partitions; Owner: -
--

CREATE TABLE partitions.measures_rest (
    id bigint NOT NULL,
    city integer NOT NULL,
    at date NOT NULL,
    value double precision DEFAULT 7,
    CONSTRAINT measures_value_check CHECK ((value > ('-300'::integer)::double precision))
);


--
-- Name: identities; Type: TABLE; Schema: sequencesandidentity; Owner: -
--

CREATE TABLE sequencesandidentity.identities (
    a integer NOT NULL,
    b bigint NOT NULL,
    c smallint NOT NULL
);


--
-- Name: identities_a_seq; Type: SEQUENCE; Schema: sequencesandidentity; Owner: -
--

ALTER TABLE sequencesandidentity.identities ALTER COLUMN a ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME sequencesandidentity.identities_a_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: identities_b_seq; Type: SEQUENCE; Schema: sequencesandidentity; Owner: -
--

ALTER TABLE sequencesandidentity.identities ALTER COLUMN b ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME sequencesandidentity.identities_b_seq
    START WITH 100
    INCREMENT BY 10
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: its_own_name; Type: SEQUENCE; Schema: sequencesandidentity; Owner: -
--

ALTER TABLE sequencesandidentity.identities ALTER COLUMN c ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME sequencesandidentity.its_own_name
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    MAXVALUE 99
    CACHE 1
    CYCLE
);


--
-- Name: options; Type: SEQUENCE; Schema: sequencesandidentity; Owner: -
--

CREATE SEQUENCE sequencesandidentity.options
    AS integer
    START WITH 40
    INCREMENT BY -5
    MINVALUE -1000
    MAXVALUE 50
    CACHE 10
    CYCLE;


--
-- Name: plain; Type: SEQUENCE; Schema: sequencesandidentity; Owner: -
--

CREATE SEQUENCE sequencesandidentity.plain
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: SEQUENCE plain; Type: COMMENT; Schema: sequencesandidentity; Owner: -
--

COMMENT ON SEQUENCE sequencesandidentity.plain IS 'counts';


--
-- Name: serials; Type: TABLE; Schema: sequencesandidentity; Owner: -
--

CREATE TABLE sequencesandidentity.serials (
    a smallint NOT NULL,
    b integer NOT NULL,
    c bigint NOT NULL,
    d integer DEFAULT nextval('sequencesandidentity.plain'::regclass)
);


--
-- Name: owned; Type: SEQUENCE; Schema: sequencesandidentity; Owner: -
--

CREATE SEQUENCE sequencesandidentity.owned
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: owned; Type: SEQUENCE OWNED BY; Schema: sequencesandidentity; Owner: -
--

ALTER SEQUENCE sequencesandidentity.owned OWNED BY sequencesandidentity.serials.d;


--
-- Name: serials_a_seq; Type: SEQUENCE; Schema: sequencesandidentity; Owner: -
--

CREATE SEQUENCE sequencesandidentity.serials_a_seq
    AS smallint
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: serials_a_seq; Type: SEQUENCE OWNED BY; Schema: sequencesandidentity; Owner: -
--

ALTER SEQUENCE sequencesandidentity.serials_a_seq OWNED BY sequencesandidentity.serials.a;


--
-- Name: serials_b_seq; Type: SEQUENCE; Schema: sequencesandidentity; Owner: -
--

CREATE SEQUENCE sequencesandidentity.serials_b_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: serials_b_seq; Type: SEQUENCE OWNED BY; Schema: sequencesandidentity; Owner: -
--

ALTER SEQUENCE sequencesandidentity.serials_b_seq OWNED BY sequencesandidentity.serials.b;


--
-- Name: serials_c_seq; Type: SEQUENCE; Schema: sequencesandidentity; Owner: -
--

CREATE SEQUENCE sequencesandidentity.serials_c_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: serials_c_seq; Type: SEQUENCE OWNED BY; Schema: sequencesandidentity; Owner: -
--

ALTER SEQUENCE sequencesandidentity.serials_c_seq OWNED BY sequencesandidentity.serials.c;


--
-- Name: tickets; Type: TABLE; Schema: sequencesandidentity; Owner: -
--

CREATE TABLE sequencesandidentity.tickets (
    number bigint DEFAULT nextval('counters.tickets'::regclass) NOT NULL
);


--
-- Name: unlogged; Type: SEQUENCE; Schema: sequencesandidentity; Owner: -
--

CREATE UNLOGGED SEQUENCE sequencesandidentity.unlogged
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: notes; Type: TABLE; Schema: triggers; Owner: -
--

CREATE TABLE triggers.notes (
    id integer NOT NULL,
    body text,
    changed_at timestamp with time zone
);


--
-- Name: short; Type: VIEW; Schema: triggers; Owner: -
--

CREATE VIEW triggers.short AS
 SELECT notes.id,
    "left"(notes.body, 10) AS start
   FROM triggers.notes;


--
-- Name: people; Type: TABLE; Schema: views; Owner: -
--

CREATE TABLE views.people (
    id integer NOT NULL,
    name text NOT NULL,
    nick text,
    mood views.mood DEFAULT 'good'::views.mood NOT NULL,
    boss integer,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    born date
);


--
-- Name: chain; Type: VIEW; Schema: views; Owner: -
--

CREATE VIEW views.chain AS
 WITH RECURSIVE chain(id, depth) AS (
         SELECT people.id,
            0 AS "?column?"
           FROM views.people
          WHERE (people.boss IS NULL)
        UNION ALL
         SELECT p.id,
            (c.depth + 1)
           FROM (views.people p
             JOIN chain c ON ((p.boss = c.id)))
        )
 SELECT chain.id,
    chain.depth
   FROM chain;


--
-- Name: checked; Type: VIEW; Schema: views; Owner: -
--

CREATE VIEW views.checked AS
 SELECT people.id,
    people.name
   FROM views.people
  WHERE (people.name <> ''::text)
  WITH CASCADED CHECK OPTION;


--
-- Name: checked_here; Type: VIEW; Schema: views; Owner: -
--

CREATE VIEW views.checked_here AS
 SELECT people.id
   FROM views.people
  WHERE (people.id > 3)
  WITH LOCAL CHECK OPTION;


--
-- Name: expressions; Type: VIEW; Schema: views; Owner: -
--

CREATE VIEW views.expressions AS
 SELECT COALESCE(people.nick, people.name) AS shown,
    upper(people.nick) AS loud,
    1 AS one,
    NULL::text AS nothing,
    (people.id + 1) AS next,
        CASE
            WHEN (people.nick IS NULL) THEN 'no'::text
            ELSE 'yes'::text
        END AS has_nick,
    (people.born - '2000-01-01'::date) AS days
   FROM views.people;


--
-- Name: grouped_by_key; Type: VIEW; Schema: views; Owner: -
--

CREATE VIEW views.grouped_by_key AS
SELECT
    NULL::integer AS id,
    NULL::text AS name,
    NULL::bigint AS count;


--
-- Name: orders; Type: TABLE; Schema: views; Owner: -
--

CREATE TABLE views.orders (
    id bigint NOT NULL,
    person integer NOT NULL,
    total numeric(8,2) NOT NULL
);


--
-- Name: invoker; Type: VIEW; Schema: views; Owner: -
--

CREATE VIEW views.invoker WITH (security_invoker='true') AS
 SELECT orders.id
   FROM views.orders;


--
-- Name: joined; Type: VIEW; Schema: views; Owner: -
--

CREATE VIEW views.joined AS
 SELECT p.id,
    p.name,
    b.name AS boss_name,
    o.total
   FROM ((views.people p
     LEFT JOIN views.people b ON ((b.id = p.boss)))
     JOIN views.orders o ON ((o.person = p.id)));


--
-- Name: totals; Type: MATERIALIZED VIEW; Schema: views; Owner: -
--

CREATE MATERIALIZED VIEW views.totals
WITH (fillfactor='80') AS
 SELECT orders.person,
    sum(orders.total) AS total
   FROM views.orders
  GROUP BY orders.person
  WITH NO DATA;


--
-- Name: MATERIALIZED VIEW totals; Type: COMMENT; Schema: views; Owner: -
--

COMMENT ON MATERIALIZED VIEW views.totals IS 'kept';


--
-- Name: later; Type: MATERIALIZED VIEW; Schema: views; Owner: -
--

CREATE MATERIALIZED VIEW views.later AS
 SELECT totals.person,
    totals.total
   FROM views.totals
  WITH NO DATA;


--
-- Name: of_materialized; Type: VIEW; Schema: views; Owner: -
--

CREATE VIEW views.of_materialized AS
 SELECT totals.person
   FROM views.totals;


--
-- Name: renamed; Type: VIEW; Schema: views; Owner: -
--

CREATE VIEW views.renamed AS
 SELECT people.id AS number,
    people.name AS "the name"
   FROM views.people;


--
-- Name: of_view; Type: VIEW; Schema: views; Owner: -
--

CREATE VIEW views.of_view WITH (security_barrier='true') AS
 SELECT renamed.number
   FROM views.renamed
  WHERE (renamed.number > 0);


--
-- Name: plain; Type: VIEW; Schema: views; Owner: -
--

CREATE VIEW views.plain AS
 SELECT people.id,
    people.name,
    people.nick,
    people.mood,
    people.tags
   FROM views.people;


--
-- Name: VIEW plain; Type: COMMENT; Schema: views; Owner: -
--

COMMENT ON VIEW views.plain IS 'people';


--
-- Name: COLUMN plain.nick; Type: COMMENT; Schema: views; Owner: -
--

COMMENT ON COLUMN views.plain.nick IS 'may be missing';


--
-- Name: sums; Type: VIEW; Schema: views; Owner: -
--

CREATE VIEW views.sums AS
 SELECT orders.person,
    count(*) AS orders,
    sum(orders.total) AS total,
    max(orders.total) AS max
   FROM views.orders
  GROUP BY orders.person;


--
-- Name: united; Type: VIEW; Schema: views; Owner: -
--

CREATE VIEW views.united AS
 SELECT people.id,
    people.name
   FROM views.people
UNION ALL
 SELECT orders.id,
    (orders.total)::text AS name
   FROM views.orders;


--
-- Name: with_default; Type: VIEW; Schema: views; Owner: -
--

CREATE VIEW views.with_default AS
 SELECT people.id,
    people.nick
   FROM views.people;


--
-- Name: by_expression_a; Type: TABLE ATTACH; Schema: partitions; Owner: -
--

ALTER TABLE ONLY partitions.by_expression ATTACH PARTITION partitions.by_expression_a FOR VALUES FROM ('a', MINVALUE) TO ('b', 10);


--
-- Name: by_hash_0; Type: TABLE ATTACH; Schema: partitions; Owner: -
--

ALTER TABLE ONLY partitions.by_hash ATTACH PARTITION partitions.by_hash_0 FOR VALUES WITH (modulus 2, remainder 0);


--
-- Name: by_hash_1; Type: TABLE ATTACH; Schema: partitions; Owner: -
--

ALTER TABLE ONLY partitions.by_hash ATTACH PARTITION partitions.by_hash_1 FOR VALUES WITH (modulus 2, remainder 1);


--
-- Name: measures_2023; Type: TABLE ATTACH; Schema: partitions; Owner: -
--

ALTER TABLE ONLY partitions.measures ATTACH PARTITION partitions.measures_2023 FOR VALUES FROM (MINVALUE) TO ('2024-01-01');


--
-- Name: measures_2024; Type: TABLE ATTACH; Schema: partitions; Owner: -
--

ALTER TABLE ONLY partitions.measures ATTACH PARTITION partitions.measures_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');


--
-- Name: measures_2025; Type: TABLE ATTACH; Schema: partitions; Owner: -
--

ALTER TABLE ONLY partitions.measures ATTACH PARTITION partitions.measures_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');


--
-- Name: measures_2025_elsewhere; Type: TABLE ATTACH; Schema: partitions; Owner: -
--

ALTER TABLE ONLY partitions.measures_2025 ATTACH PARTITION partitions.measures_2025_elsewhere DEFAULT;


--
-- Name: measures_2025_here; Type: TABLE ATTACH; Schema: partitions; Owner: -
--

ALTER TABLE ONLY partitions.measures_2025 ATTACH PARTITION partitions.measures_2025_here FOR VALUES IN (1, 2, 3);


--
-- Name: measures_rest; Type: TABLE ATTACH; Schema: partitions; Owner: -
--

ALTER TABLE ONLY partitions.measures ATTACH PARTITION partitions.measures_rest DEFAULT;


--
-- Name: boats id; Type: DEFAULT; Schema: inheritance; Owner: -
--

ALTER TABLE ONLY inheritance.boats ALTER COLUMN id SET DEFAULT nextval('inheritance.things_id_seq'::regclass);


--
-- Name: cars id; Type: DEFAULT; Schema: inheritance; Owner: -
--

ALTER TABLE ONLY inheritance.cars ALTER COLUMN id SET DEFAULT nextval('inheritance.things_id_seq'::regclass);


--
-- Name: cars name; Type: DEFAULT; Schema: inheritance; Owner: -
--

ALTER TABLE ONLY inheritance.cars ALTER COLUMN name SET DEFAULT 'thing'::text;


--
-- Name: small_cars id; Type: DEFAULT; Schema: inheritance; Owner: -
--

ALTER TABLE ONLY inheritance.small_cars ALTER COLUMN id SET DEFAULT nextval('inheritance.things_id_seq'::regclass);


--
-- Name: small_cars name; Type: DEFAULT; Schema: inheritance; Owner: -
--

ALTER TABLE ONLY inheritance.small_cars ALTER COLUMN name SET DEFAULT 'thing'::text;


--
-- Name: small_cars wheels; Type: DEFAULT; Schema: inheritance; Owner: -
--

ALTER TABLE ONLY inheritance.small_cars ALTER COLUMN wheels SET DEFAULT 3;


--
-- Name: things id; Type: DEFAULT; Schema: inheritance; Owner: -
--

ALTER TABLE ONLY inheritance.things ALTER COLUMN id SET DEFAULT nextval('inheritance.things_id_seq'::regclass);


--
-- Name: serials a; Type: DEFAULT; Schema: sequencesandidentity; Owner: -
--

ALTER TABLE ONLY sequencesandidentity.serials ALTER COLUMN a SET DEFAULT nextval('sequencesandidentity.serials_a_seq'::regclass);


--
-- Name: serials b; Type: DEFAULT; Schema: sequencesandidentity; Owner: -
--

ALTER TABLE ONLY sequencesandidentity.serials ALTER COLUMN b SET DEFAULT nextval('sequencesandidentity.serials_b_seq'::regclass);


--
-- Name: serials c; Type: DEFAULT; Schema: sequencesandidentity; Owner: -
--

ALTER TABLE ONLY sequencesandidentity.serials ALTER COLUMN c SET DEFAULT nextval('sequencesandidentity.serials_c_seq'::regclass);


--
-- Name: with_default nick; Type: DEFAULT; Schema: views; Owner: -
--

ALTER TABLE ONLY views.with_default ALTER COLUMN nick SET DEFAULT 'none'::text;


--
-- Data for Name: row_of; Type: TABLE DATA; Schema: compositesandranges; Owner: -
--

COPY compositesandranges.row_of ("row", many) FROM stdin;
\.


--
-- Data for Name: typed; Type: TABLE DATA; Schema: compositesandranges; Owner: -
--

COPY compositesandranges.typed (street, number, tags) FROM stdin;
\.


--
-- Data for Name: uses; Type: TABLE DATA; Schema: compositesandranges; Owner: -
--

COPY compositesandranges.uses (a, b, c, d, e, f, g, h) FROM stdin;
\.


--
-- Data for Name: uses; Type: TABLE DATA; Schema: enumsanddomains; Owner: -
--

COPY enumsanddomains.uses (a, b, c, d, e, f, g) FROM stdin;
new	\N	1	\N	\N	\N	new
\.


--
-- Data for Name: eggs; Type: TABLE DATA; Schema: foreignkeys; Owner: -
--

COPY foreignkeys.eggs (id, hen) FROM stdin;
\.


--
-- Data for Name: hens; Type: TABLE DATA; Schema: foreignkeys; Owner: -
--

COPY foreignkeys.hens (id, egg) FROM stdin;
\.


--
-- Data for Name: places; Type: TABLE DATA; Schema: foreignkeys; Owner: -
--

COPY foreignkeys.places (a, b, country) FROM stdin;
\.


--
-- Data for Name: visits; Type: TABLE DATA; Schema: foreignkeys; Owner: -
--

COPY foreignkeys.visits (id, a, b, c, d, again, country) FROM stdin;
\.


--
-- Data for Name: lines; Type: TABLE DATA; Schema: generatedcolumns; Owner: -
--

COPY generatedcolumns.lines (net, rate) FROM stdin;
\.


--
-- Data for Name: boats; Type: TABLE DATA; Schema: inheritance; Owner: -
--

COPY inheritance.boats (id, name, weight, nick, length) FROM stdin;
\.


--
-- Data for Name: cars; Type: TABLE DATA; Schema: inheritance; Owner: -
--

COPY inheritance.cars (id, name, weight, wheels) FROM stdin;
\.


--
-- Data for Name: joined_later; Type: TABLE DATA; Schema: inheritance; Owner: -
--

COPY inheritance.joined_later (nick, name, more) FROM stdin;
\.


--
-- Data for Name: named; Type: TABLE DATA; Schema: inheritance; Owner: -
--

COPY inheritance.named (name, nick) FROM stdin;
a;b	tab\there
\N	\\\\.
\.


--
-- Data for Name: other; Type: TABLE DATA; Schema: inheritance; Owner: -
--

COPY inheritance.other (name, nick) FROM stdin;
\.


--
-- Data for Name: small_cars; Type: TABLE DATA; Schema: inheritance; Owner: -
--

COPY inheritance.small_cars (id, name, weight, wheels) FROM stdin;
\.


--
-- Data for Name: things; Type: TABLE DATA; Schema: inheritance; Owner: -
--

COPY inheritance.things (id, name, weight) FROM stdin;
\.


--
-- Data for Name: countries; Type: TABLE DATA; Schema: other; Owner: -
--

COPY other.countries (code) FROM stdin;
\.


--
-- Data for Name: alarms; Type: TABLE DATA; Schema: partitions; Owner: -
--

COPY partitions.alarms (id, at, city) FROM stdin;
\.


--
-- Data for Name: by_expression_a; Type: TABLE DATA; Schema: partitions; Owner: -
--

COPY partitions.by_expression_a (name, n) FROM stdin;
\.


--
-- Data for Name: by_hash_0; Type: TABLE DATA; Schema: partitions; Owner: -
--

COPY partitions.by_hash_0 (id, owner) FROM stdin;
\.


--
-- Data for Name: by_hash_1; Type: TABLE DATA; Schema: partitions; Owner: -
--

COPY partitions.by_hash_1 (id, owner) FROM stdin;
\.


--
-- Data for Name: cities; Type: TABLE DATA; Schema: partitions; Owner: -
--

COPY partitions.cities (id) FROM stdin;
\.


--
-- Data for Name: measures_2023; Type: TABLE DATA; Schema: partitions; Owner: -
--

COPY partitions.measures_2023 (at, value, id, city) FROM stdin;
\.


--
-- Data for Name: measures_2024; Type: TABLE DATA; Schema: partitions; Owner: -
--

COPY partitions.measures_2024 (id, city, at, value) FROM stdin;
\.


--
-- Data for Name: measures_2025_elsewhere; Type: TABLE DATA; Schema: partitions; Owner: -
--

COPY partitions.measures_2025_elsewhere (id, city, at, value) FROM stdin;
\.


--
-- Data for Name: measures_2025_here; Type: TABLE DATA; Schema: partitions; Owner: -
--

COPY partitions.measures_2025_here (id, city, at, value) FROM stdin;
\.


--
-- Data for Name: measures_rest; Type: TABLE DATA; Schema: partitions; Owner: -
--

COPY partitions.measures_rest (id, city, at, value) FROM stdin;
\.


--
-- Data for Name: identities; Type: TABLE DATA; Schema: sequencesandidentity; Owner: -
--

COPY sequencesandidentity.identities (a, b, c) FROM stdin;
\.


--
-- Data for Name: serials; Type: TABLE DATA; Schema: sequencesandidentity; Owner: -
--

COPY sequencesandidentity.serials (a, b, c, d) FROM stdin;
\.


--
-- Data for Name: tickets; Type: TABLE DATA; Schema: sequencesandidentity; Owner: -
--

COPY sequencesandidentity.tickets (number) FROM stdin;
\.


--
-- Data for Name: notes; Type: TABLE DATA; Schema: triggers; Owner: -
--

COPY triggers.notes (id, body, changed_at) FROM stdin;
\.


--
-- Data for Name: orders; Type: TABLE DATA; Schema: views; Owner: -
--

COPY views.orders (id, person, total) FROM stdin;
\.


--
-- Data for Name: people; Type: TABLE DATA; Schema: views; Owner: -
--

COPY views.people (id, name, nick, mood, boss, tags, born) FROM stdin;
\.


--
-- Name: tickets; Type: SEQUENCE SET; Schema: counters; Owner: -
--

SELECT pg_catalog.setval('counters.tickets', 1, false);


--
-- Name: things_id_seq; Type: SEQUENCE SET; Schema: inheritance; Owner: -
--

SELECT pg_catalog.setval('inheritance.things_id_seq', 1, false);


--
-- Name: measures_id_seq; Type: SEQUENCE SET; Schema: partitions; Owner: -
--

SELECT pg_catalog.setval('partitions.measures_id_seq', 1, false);


--
-- Name: identities_a_seq; Type: SEQUENCE SET; Schema: sequencesandidentity; Owner: -
--

SELECT pg_catalog.setval('sequencesandidentity.identities_a_seq', 1, false);


--
-- Name: identities_b_seq; Type: SEQUENCE SET; Schema: sequencesandidentity; Owner: -
--

SELECT pg_catalog.setval('sequencesandidentity.identities_b_seq', 100, false);


--
-- Name: its_own_name; Type: SEQUENCE SET; Schema: sequencesandidentity; Owner: -
--

SELECT pg_catalog.setval('sequencesandidentity.its_own_name', 1, false);


--
-- Name: options; Type: SEQUENCE SET; Schema: sequencesandidentity; Owner: -
--

SELECT pg_catalog.setval('sequencesandidentity.options', 40, false);


--
-- Name: owned; Type: SEQUENCE SET; Schema: sequencesandidentity; Owner: -
--

SELECT pg_catalog.setval('sequencesandidentity.owned', 1, false);


--
-- Name: plain; Type: SEQUENCE SET; Schema: sequencesandidentity; Owner: -
--

SELECT pg_catalog.setval('sequencesandidentity.plain', 1, false);


--
-- Name: serials_a_seq; Type: SEQUENCE SET; Schema: sequencesandidentity; Owner: -
--

SELECT pg_catalog.setval('sequencesandidentity.serials_a_seq', 1, false);


--
-- Name: serials_b_seq; Type: SEQUENCE SET; Schema: sequencesandidentity; Owner: -
--

SELECT pg_catalog.setval('sequencesandidentity.serials_b_seq', 1, false);


--
-- Name: serials_c_seq; Type: SEQUENCE SET; Schema: sequencesandidentity; Owner: -
--

SELECT pg_catalog.setval('sequencesandidentity.serials_c_seq', 1, false);


--
-- Name: unlogged; Type: SEQUENCE SET; Schema: sequencesandidentity; Owner: -
--

SELECT pg_catalog.setval('sequencesandidentity.unlogged', 1, false);


--
-- Name: typed typed_pkey; Type: CONSTRAINT; Schema: compositesandranges; Owner: -
--

ALTER TABLE ONLY compositesandranges.typed
    ADD CONSTRAINT typed_pkey PRIMARY KEY (street);


--
-- Name: code not_yet; Type: CHECK CONSTRAINT; Schema: enumsanddomains; Owner: -
--

ALTER DOMAIN enumsanddomains.code
    ADD CONSTRAINT not_yet CHECK (((VALUE)::text <> 'X'::text)) NOT VALID;


--
-- Name: eggs eggs_pkey; Type: CONSTRAINT; Schema: foreignkeys; Owner: -
--

ALTER TABLE ONLY foreignkeys.eggs
    ADD CONSTRAINT eggs_pkey PRIMARY KEY (id);


--
-- Name: hens hens_pkey; Type: CONSTRAINT; Schema: foreignkeys; Owner: -
--

ALTER TABLE ONLY foreignkeys.hens
    ADD CONSTRAINT hens_pkey PRIMARY KEY (id);


--
-- Name: places places_pkey; Type: CONSTRAINT; Schema: foreignkeys; Owner: -
--

ALTER TABLE ONLY foreignkeys.places
    ADD CONSTRAINT places_pkey PRIMARY KEY (a, b);


--
-- Name: visits visits_pkey; Type: CONSTRAINT; Schema: foreignkeys; Owner: -
--

ALTER TABLE ONLY foreignkeys.visits
    ADD CONSTRAINT visits_pkey PRIMARY KEY (id);


--
-- Name: things things_pkey; Type: CONSTRAINT; Schema: inheritance; Owner: -
--

ALTER TABLE ONLY inheritance.things
    ADD CONSTRAINT things_pkey PRIMARY KEY (id);


--
-- Name: countries countries_pkey; Type: CONSTRAINT; Schema: other; Owner: -
--

ALTER TABLE ONLY other.countries
    ADD CONSTRAINT countries_pkey PRIMARY KEY (code);


--
-- Name: cities cities_pkey; Type: CONSTRAINT; Schema: partitions; Owner: -
--

ALTER TABLE ONLY partitions.cities
    ADD CONSTRAINT cities_pkey PRIMARY KEY (id);


--
-- Name: measures measures_pkey; Type: CONSTRAINT; Schema: partitions; Owner: -
--

ALTER TABLE ONLY partitions.measures
    ADD CONSTRAINT measures_pkey PRIMARY KEY (id, at, city);


--
-- Name: measures_2023 key of 2023; Type: CONSTRAINT; Schema: partitions; Owner: -
--

ALTER TABLE ONLY partitions.measures_2023
    ADD CONSTRAINT "key of 2023" PRIMARY KEY (id, at, city);


--
-- Name: measures_2024 measures_2024_pkey; Type: CONSTRAINT; Schema: partitions; Owner: -
--

ALTER TABLE ONLY partitions.measures_2024
    ADD CONSTRAINT measures_2024_pkey PRIMARY KEY (id, at, city);


--
-- Name: measures_2025 measures_2025_pkey; Type: CONSTRAINT; Schema: partitions; Owner: -
--

ALTER TABLE ONLY partitions.measures_2025
    ADD CONSTRAINT measures_2025_pkey PRIMARY KEY (id, at, city);


--
-- Name: measures_2025_elsewhere measures_2025_elsewhere_pkey; Type: CONSTRAINT; Schema: partitions; Owner: -
--

ALTER TABLE ONLY partitions.measures_2025_elsewhere
    ADD CONSTRAINT measures_2025_elsewhere_pkey PRIMARY KEY (id, at, city);


--
-- Name: measures_2025_here measures_2025_here_pkey; Type: CONSTRAINT; Schema: partitions; Owner: -
--

ALTER TABLE ONLY partitions.measures_2025_here
    ADD CONSTRAINT measures_2025_here_pkey PRIMARY KEY (id, at, city);


--
-- Name: measures_rest measures_rest_pkey; Type: CONSTRAINT; Schema: partitions; Owner: -
--

ALTER TABLE ONLY partitions.measures_rest
    ADD CONSTRAINT measures_rest_pkey PRIMARY KEY (id, at, city);


--
-- Name: serials serials_pkey; Type: CONSTRAINT; Schema: sequencesandidentity; Owner: -
--

ALTER TABLE ONLY sequencesandidentity.serials
    ADD CONSTRAINT serials_pkey PRIMARY KEY (b);


--
-- Name: notes notes_pkey; Type: CONSTRAINT; Schema: triggers; Owner: -
--

ALTER TABLE ONLY triggers.notes
    ADD CONSTRAINT notes_pkey PRIMARY KEY (id);


--
-- Name: orders orders_pkey; Type: CONSTRAINT; Schema: views; Owner: -
--

ALTER TABLE ONLY views.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (id);


--
-- Name: people people_pkey; Type: CONSTRAINT; Schema: views; Owner: -
--

ALTER TABLE ONLY views.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (id);


--
-- Name: by_city; Type: INDEX; Schema: partitions; Owner: -
--

CREATE INDEX by_city ON ONLY partitions.measures USING btree (city);


--
-- Name: measures_2023_city_idx; Type: INDEX; Schema: partitions; Owner: -
--

CREATE INDEX measures_2023_city_idx ON partitions.measures_2023 USING btree (city);


--
-- Name: only_parent; Type: INDEX; Schema: partitions; Owner: -
--

CREATE INDEX only_parent ON ONLY partitions.measures USING btree (value);


--
-- Name: measures_2023_value_idx; Type: INDEX; Schema: partitions; Owner: -
--

CREATE INDEX measures_2023_value_idx ON partitions.measures_2023 USING btree (value);


--
-- Name: measures_2024_city_idx; Type: INDEX; Schema: partitions; Owner: -
--

CREATE INDEX measures_2024_city_idx ON partitions.measures_2024 USING btree (city);


--
-- Name: measures_2025_city_idx; Type: INDEX; Schema: partitions; Owner: -
--

CREATE INDEX measures_2025_city_idx ON ONLY partitions.measures_2025 USING btree (city);


--
-- Name: measures_2025_elsewhere_city_idx; Type: INDEX; Schema: partitions; Owner: -
--

CREATE INDEX measures_2025_elsewhere_city_idx ON partitions.measures_2025_elsewhere USING btree (city);


--
-- Name: measures_2025_here_city_idx; Type: INDEX; Schema: partitions; Owner: -
--

CREATE INDEX measures_2025_here_city_idx ON partitions.measures_2025_here USING btree (city);


--
-- Name: measures_rest_city_idx; Type: INDEX; Schema: partitions; Owner: -
--

CREATE INDEX measures_rest_city_idx ON partitions.measures_rest USING btree (city);


--
-- Name: only_here; Type: INDEX; Schema: partitions; Owner: -
--

CREATE INDEX only_here ON partitions.measures_2024 USING btree (value);


--
-- Name: totals_person; Type: INDEX; Schema: views; Owner: -
--

CREATE UNIQUE INDEX totals_person ON views.totals USING btree (person);


--
-- Name: totals_total_idx; Type: INDEX; Schema: views; Owner: -
--

CREATE INDEX totals_total_idx ON views.totals USING btree (total DESC) WHERE (total > (100)::numeric);


--
-- Name: key of 2023; Type: INDEX ATTACH; Schema: partitions; Owner: -
--

ALTER INDEX partitions.measures_pkey ATTACH PARTITION partitions."key of 2023";


--
-- Name: measures_2023_city_idx; Type: INDEX ATTACH; Schema: partitions; Owner: -
--

ALTER INDEX partitions.by_city ATTACH PARTITION partitions.measures_2023_city_idx;


--
-- Name: measures_2023_value_idx; Type: INDEX ATTACH; Schema: partitions; Owner: -
--

ALTER INDEX partitions.only_parent ATTACH PARTITION partitions.measures_2023_value_idx;


--
-- Name: measures_2024_city_idx; Type: INDEX ATTACH; Schema: partitions; Owner: -
--

ALTER INDEX partitions.by_city ATTACH PARTITION partitions.measures_2024_city_idx;


--
-- Name: measures_2024_pkey; Type: INDEX ATTACH; Schema: partitions; Owner: -
--

ALTER INDEX partitions.measures_pkey ATTACH PARTITION partitions.measures_2024_pkey;


--
-- Name: measures_2025_city_idx; Type: INDEX ATTACH; Schema: partitions; Owner: -
--

ALTER INDEX partitions.by_city ATTACH PARTITION partitions.measures_2025_city_idx;


--
-- Name: measures_2025_elsewhere_city_idx; Type: INDEX ATTACH; Schema: partitions; Owner: -
--

ALTER INDEX partitions.measures_2025_city_idx ATTACH PARTITION partitions.measures_2025_elsewhere_city_idx;


--
-- Name: measures_2025_elsewhere_pkey; Type: INDEX ATTACH; Schema: partitions; Owner: -
--

ALTER INDEX partitions.measures_2025_pkey ATTACH PARTITION partitions.measures_2025_elsewhere_pkey;


--
-- Name: measures_2025_here_city_idx; Type: INDEX ATTACH; Schema: partitions; Owner: -
--

ALTER INDEX partitions.measures_2025_city_idx ATTACH PARTITION partitions.measures_2025_here_city_idx;


--
-- Name: measures_2025_here_pkey; Type: INDEX ATTACH; Schema: partitions; Owner: -
--

ALTER INDEX partitions.measures_2025_pkey ATTACH PARTITION partitions.measures_2025_here_pkey;


--
-- Name: measures_2025_pkey; Type: INDEX ATTACH; Schema: partitions; Owner: -
--

ALTER INDEX partitions.measures_pkey ATTACH PARTITION partitions.measures_2025_pkey;


--
-- Name: measures_rest_city_idx; Type: INDEX ATTACH; Schema: partitions; Owner: -
--

ALTER INDEX partitions.by_city ATTACH PARTITION partitions.measures_rest_city_idx;


--
-- Name: measures_rest_pkey; Type: INDEX ATTACH; Schema: partitions; Owner: -
--

ALTER INDEX partitions.measures_pkey ATTACH PARTITION partitions.measures_rest_pkey;


--
-- Name: grouped_by_key _RETURN; Type: RULE; Schema: views; Owner: -
--

CREATE OR REPLACE VIEW views.grouped_by_key AS
 SELECT p.id,
    p.name,
    count(o.id) AS count
   FROM (views.people p
     LEFT JOIN views.orders o ON ((o.person = p.id)))
  GROUP BY p.id;


--
-- Name: measures note; Type: TRIGGER; Schema: partitions; Owner: -
--

CREATE TRIGGER note AFTER INSERT ON partitions.measures FOR EACH ROW EXECUTE FUNCTION partitions.noted();


--
-- Name: measures_2024 note_here; Type: TRIGGER; Schema: partitions; Owner: -
--

CREATE TRIGGER note_here AFTER INSERT ON partitions.measures_2024 FOR EACH ROW EXECUTE FUNCTION partitions.noted();


--
-- Name: notes at_the_end; Type: TRIGGER; Schema: triggers; Owner: -
--

CREATE CONSTRAINT TRIGGER at_the_end AFTER INSERT ON triggers.notes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION triggers.refuse('late');


--
-- Name: notes emptied; Type: TRIGGER; Schema: triggers; Owner: -
--

CREATE TRIGGER emptied BEFORE TRUNCATE ON triggers.notes FOR EACH STATEMENT EXECUTE FUNCTION triggers.refuse('no');

ALTER TABLE triggers.notes DISABLE TRIGGER emptied;


--
-- Name: short into_view; Type: TRIGGER; Schema: triggers; Owner: -
--

CREATE TRIGGER into_view INSTEAD OF INSERT ON triggers.short FOR EACH ROW EXECUTE FUNCTION triggers.touch();


--
-- Name: notes odd name; Type: TRIGGER; Schema: triggers; Owner: -
--

CREATE TRIGGER "odd name" AFTER INSERT OR DELETE ON triggers.notes FOR EACH ROW EXECUTE FUNCTION triggers.refuse('it''s', '2');


--
-- Name: notes per_statement; Type: TRIGGER; Schema: triggers; Owner: -
--

CREATE TRIGGER per_statement AFTER UPDATE ON triggers.notes REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION triggers.refuse('no');

ALTER TABLE triggers.notes ENABLE REPLICA TRIGGER per_statement;


--
-- Name: notes touched; Type: TRIGGER; Schema: triggers; Owner: -
--

CREATE TRIGGER touched BEFORE UPDATE OF body, id ON triggers.notes FOR EACH ROW WHEN ((old.body IS DISTINCT FROM new.body)) EXECUTE FUNCTION triggers.touch();

ALTER TABLE triggers.notes ENABLE ALWAYS TRIGGER touched;


--
-- Name: TRIGGER touched ON notes; Type: COMMENT; Schema: triggers; Owner: -
--

COMMENT ON TRIGGER touched ON triggers.notes IS 'keeps the time';


--
-- Name: visits all_or_nothing; Type: FK CONSTRAINT; Schema: foreignkeys; Owner: -
--

ALTER TABLE ONLY foreignkeys.visits
    ADD CONSTRAINT all_or_nothing FOREIGN KEY (c, d) REFERENCES foreignkeys.places(a, b) MATCH FULL DEFERRABLE INITIALLY DEFERRED;


--
-- Name: eggs eggs_hen_fkey; Type: FK CONSTRAINT; Schema: foreignkeys; Owner: -
--

ALTER TABLE ONLY foreignkeys.eggs
    ADD CONSTRAINT eggs_hen_fkey FOREIGN KEY (hen) REFERENCES foreignkeys.hens(id) DEFERRABLE;


--
-- Name: hens hens_egg_fkey; Type: FK CONSTRAINT; Schema: foreignkeys; Owner: -
--

ALTER TABLE ONLY foreignkeys.hens
    ADD CONSTRAINT hens_egg_fkey FOREIGN KEY (egg) REFERENCES foreignkeys.eggs(id);


--
-- Name: visits in_country; Type: FK CONSTRAINT; Schema: foreignkeys; Owner: -
--

ALTER TABLE ONLY foreignkeys.visits
    ADD CONSTRAINT in_country FOREIGN KEY (country) REFERENCES other.countries(code) ON UPDATE CASCADE ON DELETE RESTRICT;


--
-- Name: visits later; Type: FK CONSTRAINT; Schema: foreignkeys; Owner: -
--

ALTER TABLE ONLY foreignkeys.visits
    ADD CONSTRAINT later FOREIGN KEY (d, c) REFERENCES foreignkeys.places(a, b) NOT VALID;


--
-- Name: places places_country_fkey; Type: FK CONSTRAINT; Schema: foreignkeys; Owner: -
--

ALTER TABLE ONLY foreignkeys.places
    ADD CONSTRAINT places_country_fkey FOREIGN KEY (country) REFERENCES other.countries(code);


--
-- Name: visits visits_a_b_fkey; Type: FK CONSTRAINT; Schema: foreignkeys; Owner: -
--

ALTER TABLE ONLY foreignkeys.visits
    ADD CONSTRAINT visits_a_b_fkey FOREIGN KEY (a, b) REFERENCES foreignkeys.places(a, b) ON UPDATE SET DEFAULT ON DELETE SET NULL (b);


--
-- Name: visits visits_again_fkey; Type: FK CONSTRAINT; Schema: foreignkeys; Owner: -
--

ALTER TABLE ONLY foreignkeys.visits
    ADD CONSTRAINT visits_again_fkey FOREIGN KEY (again) REFERENCES foreignkeys.visits(id) ON DELETE CASCADE;


--
-- Name: alarms alarms_id_at_city_fkey; Type: FK CONSTRAINT; Schema: partitions; Owner: -
--

ALTER TABLE ONLY partitions.alarms
    ADD CONSTRAINT alarms_id_at_city_fkey FOREIGN KEY (id, at, city) REFERENCES partitions.measures(id, at, city);


--
-- Name: measures measures_city_fkey; Type: FK CONSTRAINT; Schema: partitions; Owner: -
--

ALTER TABLE partitions.measures
    ADD CONSTRAINT measures_city_fkey FOREIGN KEY (city) REFERENCES partitions.cities(id);


--
-- Name: orders orders_person_fkey; Type: FK CONSTRAINT; Schema: views; Owner: -
--

ALTER TABLE ONLY views.orders
    ADD CONSTRAINT orders_person_fkey FOREIGN KEY (person) REFERENCES views.people(id);


--
-- Name: people people_boss_fkey; Type: FK CONSTRAINT; Schema: views; Owner: -
--

ALTER TABLE ONLY views.people
    ADD CONSTRAINT people_boss_fkey FOREIGN KEY (boss) REFERENCES views.people(id);


--
-- Name: sees_tables; Type: EVENT TRIGGER; Schema: -; Owner: -
--

CREATE EVENT TRIGGER sees_tables ON ddl_command_end
         WHEN TAG IN ('CREATE TABLE', 'DROP TABLE')
   EXECUTE FUNCTION triggers.seen();


--
-- Name: totals; Type: MATERIALIZED VIEW DATA; Schema: views; Owner: -
--

REFRESH MATERIALIZED VIEW views.totals;


--
-- PostgreSQL database dump complete
--

\unrestrict token

