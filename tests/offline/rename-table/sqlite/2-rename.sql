ALTER TABLE team RENAME TO "the group";
