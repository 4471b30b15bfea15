use super::*;

/// A table `s.t` with columns that can and cannot be NULL, and one like it.
fn lookup(name: &ObjectName) -> Option<Vec<Known>> {
    let known = Known::new;
    let is_known = name.namespace.as_deref() == Some("s") && ["t", "u"].contains(&&*name.name);
    is_known.then(|| {
        vec![
            known("id", Nulls::Never, true),
            known("a", Nulls::Never, true),
            known("n", Nulls::Possible, true),
            known("j", Nulls::Never, false),
        ]
    })
}

/// Each column as `!` (never NULL), `0` (can be) or `?`.
fn check(query: &str, expected: &str) {
    let found = columns_of(query, &lookup);
    let found: String = match found {
        None => "not understood".into(),
        Some(found) => found
            .iter()
            .map(|column| match column.nulls {
                Nulls::Never => '!',
                Nulls::Possible => '0',
                Nulls::Unknown => '?',
            })
            .collect(),
    };
    assert_eq!(found, expected, "{query}");
}

#[test]
fn columns_are_as_in_their_tables() {
    check("SELECT t.id, t.n FROM s.t", "!0");
    check("SELECT id, n AS b FROM s.t", "!0");
    check("SELECT x.id FROM s.t x WHERE (x.n > 1)", "!");
    check("SELECT t.id FROM other.t", "?");
    check("SELECT y.one, y.two FROM s.t y(one, two)", "!!");
    check("SELECT f.f FROM s.f(1) f(f)", "?");
}

#[test]
fn outer_joins_make_columns_missing() {
    check(
        "SELECT x.id, y.id FROM (s.t x LEFT JOIN s.u y ON ((x.n = y.n)))",
        "!0",
    );
    check(
        "SELECT x.id, y.id FROM (s.t x RIGHT JOIN s.u y ON ((x.n = y.n)))",
        "0!",
    );
    check(
        "SELECT x.id, y.id FROM (s.t x FULL JOIN s.u y USING (id))",
        "00",
    );
    check(
        "SELECT x.id, y.id, z.id FROM ((s.t x LEFT JOIN s.u y ON ((x.n = y.n))) JOIN s.t z ON ((z.id = x.id)))",
        "!0!",
    );
    check(
        "SELECT x.id, y.id FROM s.t x, LATERAL ( SELECT u.id FROM s.u) y",
        "!!",
    );
    check("SELECT x.id, y.id FROM (s.t x CROSS JOIN s.u y)", "!!");
}

#[test]
fn conditions_make_columns_known() {
    check("SELECT t.n FROM s.t WHERE (t.n IS NOT NULL)", "!");
    check(
        "SELECT t.n FROM s.t WHERE ((t.n IS NOT NULL) AND (t.a = 1))",
        "!",
    );
    check(
        "SELECT t.n FROM s.t WHERE ((t.n IS NOT NULL) OR (t.a = 1))",
        "0",
    );
    check("SELECT t.n FROM s.t WHERE (NOT (t.n = 1))", "0");
    check(
        "SELECT t.n FROM s.t WHERE (t.n IS NOT DISTINCT FROM 1)",
        "0",
    );
    check(
        "SELECT x.n, y.n FROM (s.t x JOIN s.u y ON ((x.n = y.n)))",
        "!!",
    );
    check(
        "SELECT y.id FROM (s.t x LEFT JOIN s.u y ON ((x.id = y.id))) WHERE (y.id > 3)",
        "!",
    );
}

#[test]
fn expressions_are_known_by_their_parts() {
    check(
        "SELECT 1, 'x'::text AS b, NULL::text AS c, true, now() AS d",
        "!!0!!",
    );
    check(
        "SELECT COALESCE(n, 1) AS a, COALESCE(n, n) AS b FROM s.t",
        "!0",
    );
    check(
        "SELECT (a + 1) AS a, (n + 1) AS b, (- a) AS c, ((a || 'x'::text) = 'y'::text) AS d FROM s.t",
        "!0!!",
    );
    check(
        "SELECT (n IS NULL) AS a, (EXISTS ( SELECT 1 FROM s.u)) AS b, ( SELECT 1) AS c FROM s.t",
        "!!?",
    );
    check(
        "SELECT lower(a) AS a, upper(n) AS b, s.lower(a) AS c, f(a) AS d FROM s.t",
        "!0??",
    );
    check(
        "SELECT (a)::text AS a, (n)::text AS b, (j)::integer AS c, (j -> 'x'::text) AS d FROM s.t",
        "!0??",
    );
    check(
        "SELECT (a = ANY (ARRAY[1, 2])) AS a, (a OPERATOR(s.=) 1) AS b FROM s.t",
        "??",
    );
    check("SELECT ((j - 'x'::text))::integer AS a FROM s.t", "?");
    check("SELECT NOT a, (a AND n) AS b FROM s.t", "!0");
    check("SELECT a[1] AS a, (t.*)::text AS b FROM s.t", "??");
}

#[test]
fn case_is_known_by_its_results() {
    check(
        "SELECT CASE WHEN (n IS NULL) THEN 'no'::text ELSE 'yes'::text END AS a FROM s.t",
        "!",
    );
    check(
        "SELECT CASE WHEN (n IS NULL) THEN 'no'::text END AS a FROM s.t",
        "0",
    );
    check("SELECT CASE a WHEN 1 THEN n ELSE 2 END AS a FROM s.t", "0");
    check(
        "SELECT CASE WHEN x THEN CASE WHEN y THEN 1 ELSE 2 END ELSE CASE WHEN y THEN 1 END END AS a FROM s.t",
        "0",
    );
}

#[test]
fn aggregates_need_groups_to_be_known() {
    check("SELECT count(*) AS c, sum(a) AS s FROM s.t", "!0");
    check(
        "SELECT n, count(*) AS c, sum(a) AS s, max(n) AS m FROM s.t GROUP BY n",
        "0!!?",
    );
    check(
        "SELECT a, sum(a) FILTER (WHERE (a > 1)) AS s FROM s.t GROUP BY a",
        "!?",
    );
    check("SELECT a, count(*) AS c FROM s.t GROUP BY ROLLUP(a)", "?!");
    check(
        "SELECT row_number() OVER (ORDER BY a) AS r, lag(a) OVER (ORDER BY a) AS l FROM s.t",
        "!?",
    );
    check(
        "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a) AS p FROM s.t",
        "not understood",
    );
}

#[test]
fn queries_in_queries_are_read() {
    check(
        "SELECT id FROM s.t UNION ALL SELECT n FROM s.u ORDER BY 1",
        "0",
    );
    check(
        "WITH c AS (SELECT t.id, t.n FROM s.t) SELECT c.id, c.n FROM c",
        "!0",
    );
    check("WITH c(x) AS (SELECT t.id FROM s.t) SELECT c.x FROM c", "!");
    check(
        "WITH RECURSIVE c AS (SELECT 1 AS a UNION ALL SELECT (c_1.a + 1) FROM c c_1) SELECT a FROM c",
        "?",
    );
    check("SELECT q.id FROM ( SELECT t.id FROM s.t) q", "!");
    check("SELECT DISTINCT ON (t.a) t.id FROM s.t ORDER BY t.a", "!");
    check("VALUES (1)", "not understood");
    check("SELECT", "");
    check("((((", "not understood");
}
