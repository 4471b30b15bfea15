PRAGMA encoding = 'UTF-16le';
CREATE TABLE "naïve" (a TEXT DEFAULT '🦀');
