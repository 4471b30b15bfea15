//! `.sql` text that is read without a database, in a dialect that needs a server otherwise.

mod support;

use support::Project;

const DUMP: &str = "\
\\restrict token
SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);
CREATE TYPE public.mood AS ENUM ('good', 'bad');
CREATE TABLE public.users (
    id integer NOT NULL,
    mood public.mood DEFAULT 'good'::public.mood NOT NULL
);
COPY public.users (id, mood) FROM stdin;
1\tgood; CREATE TABLE public.never (a int);
\\.
ALTER TABLE ONLY public.users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
DO $$ BEGIN EXECUTE concat('CREATE TABLE ', 'made (a int)'); END $$;
\\unrestrict token
";

fn project() -> Project {
    let project = Project::new();
    project.write("schema.toml", "dialect = \"postgres\"");
    project.write("from.sql", DUMP);
    project
}

#[test]
fn a_dump_is_refreshed_from_and_checked() {
    let project = project();
    project
        .run(&["schema", "refresh", "--from", "from.sql"])
        .success()
        .says(&[
            "read as text",
            "new snapshot: 1 table",
            "not evaluated",
            "from.sql:13",
        ]);
    project
        .run(&["schema", "check", "--from", "from.sql"])
        .success()
        .says(&["compared: text", "no difference"]);
}

#[test]
fn two_texts_are_compared_as_text() {
    let project = project();
    let more = DUMP.replace(
        "id integer NOT NULL,",
        "id integer NOT NULL,\n    name text,",
    );
    project.write("to.sql", &more);
    let found = project.run(&["schema", "diff", "--from", "from.sql", "--to", "to.sql"]);
    let found = found.code(1);
    assert!(found.stdout.contains("compared: text"), "{found:?}");
    assert!(found.stdout.contains("public.users.name"), "{found:?}");
}

#[test]
fn a_statement_that_is_not_understood_drops_nothing() {
    let project = Project::with_sql("CREATE TABLE a (id integer);\nCREATE TABLE b (id integer);\n");
    project.write("schema.toml", "dialect = \"postgres\"\n");
    project.run(&["refresh"]).success();
    let before = project.files("schema");
    project.write(
        "schema.sql",
        "CREATE TABLE a (id integer);\nCREATE TABLE b (id integer, ,);\n",
    );
    for more in [&[][..], &["--check"]] {
        let refused = project.run(&[&["refresh"], more].concat()).code(2);
        refused.says(&[
            "nothing is written",
            "`public.b`",
            "schema.sql:2",
            "--scratch",
        ]);
    }
    assert_eq!(project.files("schema"), before);
    project.write("schema.sql", "CREATE TABLE a (id integer);\n");
    project
        .run(&["refresh"])
        .success()
        .says(&["dropped table `public.b`"]);
}
