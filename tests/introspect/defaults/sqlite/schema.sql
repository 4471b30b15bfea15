CREATE TABLE t (
  a DEFAULT 1, b DEFAULT -1.5, c DEFAULT +2, d DEFAULT 'it''s', e DEFAULT x'00ff',
  f DEFAULT NULL, g DEFAULT TRUE, h DEFAULT CURRENT_TIMESTAMP, i DEFAULT (CURRENT_DATE),
  j DEFAULT (1 + 1), k DEFAULT (strftime('%s',
    'now')), l DEFAULT word, m DEFAULT "quoted", n DEFAULT 0x1F, o DEFAULT 1e3, p DEFAULT (json('{}')),
  q DEFAULT (abs(-1) -- why
  ), r DEFAULT ((2)), s DEFAULT 'two
lines', t DEFAULT (- 5)
);
