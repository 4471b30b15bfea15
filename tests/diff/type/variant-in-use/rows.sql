INSERT INTO days VALUES (1, 'sad', NULL), (2, 'it''s ok', '{glad}'), (3, NULL, '{sad,"it''s ok"}');
