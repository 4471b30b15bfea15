INSERT INTO uses (a) VALUES (NULL);
INSERT INTO uses VALUES
    (ROW(NULL, NULL, NULL), '{}', 'empty', 'empty', '{}', '{}', '{}', '{}'),
    (
        ROW('Straße', -2147483648, '{a,"b,c"}'),
        ARRAY[ROW('n', ROW('', 1, NULL), ARRAY[ROW(NULL, NULL, '{}')::address])::person],
        '[-Infinity,2.5)', '[a,ü)', '{[a,b),[c,)}', '{"[2024-01-01,2024-02-01)",empty}', '{[1,3),[5,7)}', '{[2024-02-29,2024-03-01)}'
    );
