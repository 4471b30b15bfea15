ALTER TYPE shop.state ADD VALUE 'sent' AFTER 'open';
ALTER TYPE shop.state RENAME VALUE 'paid' TO 'settled';
ALTER TABLE shop.customers
    ADD COLUMN phone text UNIQUE,
    ADD COLUMN IF NOT EXISTS name text,
    DROP COLUMN born,
    ALTER COLUMN email SET NOT NULL,
    ALTER nick TYPE varchar(20) USING left(nick, 20),
    ADD CONSTRAINT has_name CHECK (name <> ''),
    ADD CHECK (phone <> email);
ALTER TABLE shop.customers RENAME COLUMN phone TO telephone;
ALTER TABLE shop.customers RENAME CONSTRAINT has_name TO is_named;
ALTER TABLE shop.orders ALTER COLUMN total SET DEFAULT 1, ALTER COLUMN note SET DEFAULT 'abc', ALTER made_at DROP DEFAULT;
ALTER TABLE shop.orders ADD FOREIGN KEY (customer) REFERENCES shop.customers (id);
ALTER TABLE shop.orders ADD CONSTRAINT later CHECK (total < 1000) NOT VALID;
ALTER TABLE shop.orders VALIDATE CONSTRAINT later;
ALTER TABLE shop.orders ALTER COLUMN id SET GENERATED ALWAYS SET START WITH 5;
CREATE UNIQUE INDEX one_note ON shop.orders (note);
ALTER TABLE shop.orders ADD CONSTRAINT one_note_only UNIQUE USING INDEX one_note;
ALTER TABLE shop.orders DROP CONSTRAINT orders_total_check;
DROP TABLE IF EXISTS shop.gone, shop.never_there CASCADE;
ALTER TABLE shop.customers RENAME TO people;
ALTER INDEX shop.customers_lower_idx RENAME TO people_email;
ALTER SEQUENCE shop.customers_id_seq INCREMENT BY 2;
ALTER DOMAIN shop.code ADD CONSTRAINT short CHECK (length(VALUE) < 5);
ALTER DOMAIN shop.code SET NOT NULL;
