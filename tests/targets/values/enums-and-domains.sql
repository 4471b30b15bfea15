INSERT INTO uses VALUES
    ('new', NULL, 1, NULL, NULL, NULL, NULL),
    ('', '{}', 999, '', '{}', '{}', ''),
    ('it''s "odd"', '{new,"it''s \"odd\"",""}', 2, 'ÜBER', '{ABC,"DE F"}', '{"","a,b",Grüße}', 'started');
