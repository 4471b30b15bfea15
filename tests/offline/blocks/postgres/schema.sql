-- Blocks that say what they do are followed.
DO $$ BEGIN
    CREATE TYPE state AS ENUM ('new', 'done');
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
DO $$ BEGIN
    CREATE TYPE state AS ENUM ('other');
EXCEPTION WHEN duplicate_object THEN RAISE NOTICE 'there';
END $$;
CREATE TABLE t (id integer, old text, state state);
DO $do$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 't' AND column_name = 'name') THEN
        ALTER TABLE t RENAME COLUMN old TO name;
    ELSE
        ALTER TABLE t ADD COLUMN never text;
    END IF;
    IF EXISTS (SELECT FROM information_schema.columns WHERE table_name = 't' AND column_name = 'old') THEN
        ALTER TABLE t DROP COLUMN id;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 't_key') THEN
        ALTER TABLE t ADD CONSTRAINT t_key PRIMARY KEY (id);
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'state') THEN
        CREATE TYPE state AS ENUM ('third');
    END IF;
    BEGIN
        ALTER TABLE t ADD COLUMN more text;
        ALTER TABLE t ADD COLUMN name text;
    EXCEPTION WHEN duplicate_column THEN NULL;
    END;
    UPDATE t SET name = '';
    BEGIN
        CREATE INDEX by_name ON t USING hash (name);
        EXECUTE 'CREATE INDEX by_state ON t (state)';
    EXCEPTION WHEN OTHERS THEN
        CREATE INDEX by_name ON t (name);
    END;
    NULL;
END
$do$ LANGUAGE plpgsql;
-- What a block works out is not.
DO $$ DECLARE n text := ''; BEGIN EXECUTE 'COMMENT ON TABLE t IS ' || quote_literal(n); END $$;
DO $$ BEGIN IF (SELECT count(*) FROM t) > 1 THEN DROP TABLE t; END IF; END $$;
