ALTER TABLE item RENAME COLUMN code TO sku;
ALTER TABLE item RENAME "old code" TO old_code;
ALTER TABLE item RENAME price TO "the price";
