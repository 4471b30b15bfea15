import db

db.run("""
    CREATE TABLE tags (
        note INTEGER NOT NULL REFERENCES notes (id),
        name VARCHAR(40) NOT NULL,
        PRIMARY KEY (note, name)
    )
""")
db.run('CREATE INDEX tags_name ON tags (name)')
db.run('CREATE INDEX audit_who ON audit (who)')
