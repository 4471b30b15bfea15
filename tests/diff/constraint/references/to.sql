CREATE TABLE parent (id int PRIMARY KEY, code int);
CREATE TABLE child (id int PRIMARY KEY, parent_id int, code int, other int, CONSTRAINT changed FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE, CONSTRAINT fresh FOREIGN KEY (code) REFERENCES parent (id), CONSTRAINT of_new FOREIGN KEY (other) REFERENCES child (id) ON UPDATE SET NULL);
