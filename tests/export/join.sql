-- Give each row of my_rows (columns id and city) the pôle of its city.
-- territory is what `poles export --what territory --format csv` writes, read as text.
-- Plain SQL: it runs unchanged in DuckDB and in Spark SQL.
WITH plain AS (  -- small letters, no accents, no punctuation, as the keys of territory are
    SELECT
        id,
        city,
        ' ' || translate(
            replace(replace(lower(city), 'œ', 'oe'), 'æ', 'ae'),
            'àáâãäåçèéêëìíîïñòóôõöùúûüýÿ-–—‑.,;:!?&/()«»’' || chr(39),
            'aaaaaaceeeeiiiinooooouuuuyy                  '
        ) || ' ' AS words
    FROM my_rows
),
spaced AS (  -- one space between words, « St » and « Ste » in full
    SELECT
        id,
        city,
        trim(replace(replace(replace(replace(replace(
            words, '  ', ' '), '  ', ' '), '  ', ' '), ' st ', ' saint '), ' ste ', ' sainte ')
        ) AS words
    FROM plain
),
keyed AS (  -- no leading article
    SELECT
        id,
        city,
        CASE
            WHEN words LIKE 'l %' THEN substr(words, 3)
            WHEN words LIKE 'la %' OR words LIKE 'le %' THEN substr(words, 4)
            WHEN words LIKE 'les %' OR words LIKE 'the %' THEN substr(words, 5)
            ELSE words
        END AS place
    FROM spaced
),
answers AS (  -- a name that several places bear is settled when all have the same pôles
    SELECT key AS place, min(poles) AS pole, count(DISTINCT poles) AS pole_count
    FROM territory
    GROUP BY key
)
SELECT
    keyed.id,
    keyed.city,
    CASE WHEN answers.pole_count = 1 THEN answers.pole END AS pole,
    CASE
        WHEN answers.pole_count = 1 THEN 'found'
        WHEN answers.pole_count > 1 THEN 'ambiguous'
        ELSE 'none'
    END AS pole_status
FROM keyed
LEFT JOIN answers ON keyed.place = answers.place
ORDER BY keyed.id
