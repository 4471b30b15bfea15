INSERT INTO visits VALUES ('north', '2026-01-01', 2), ('south', '2026-01-01', 3);
