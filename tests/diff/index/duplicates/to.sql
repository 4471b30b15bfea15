CREATE TABLE account (id integer PRIMARY KEY, email text, tenant integer, CONSTRAINT account_tenant UNIQUE (tenant, id));
CREATE UNIQUE INDEX account_email ON account (lower(email)) WHERE tenant > 0;
