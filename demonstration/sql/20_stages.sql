-- The funnel of October 2021: 100 / 62 / 55 / 52 / 16 / 12 / 2 %. Training and bazaars have files of their own.
INSERT INTO demo_record (participant_id, stage_id, occurred_on, source)
SELECT id, 'P1', registered_on, 'registration' FROM demo_person ORDER BY id;

INSERT INTO demo_record (participant_id, stage_id, occurred_on, acting_sudin_id, source)
SELECT id, 'P3', pg_temp.later(registered_on, 200), split_part(line_id, '.', 1), 'visit'
FROM demo_person WHERE pg_temp.reaches(registered_on, 0.555);

INSERT INTO demo_record (participant_id, stage_id, occurred_on, acting_sudin_id, source)
SELECT participant_id, 'P3', pg_temp.later(occurred_on, 60), acting_sudin_id, 'visit'
FROM demo_record WHERE stage_id = 'P3' AND random() < 0.2;

-- Permits of PPAPP's people are PPKUKM's work, by referral; since 2024 the NIB comes early.
INSERT INTO demo_record (participant_id, stage_id, occurred_on, acting_sudin_id, source, kind)
SELECT id, 'P4', pg_temp.later(registered_on, CASE WHEN registered_on < '2024-01-01' THEN 160 ELSE 25 END),
       CASE WHEN line_id = 'PPAPP' THEN 'PPKUKM' ELSE split_part(line_id, '.', 1) END, 'permit', 'nib'
FROM demo_person WHERE pg_temp.reaches(registered_on, 0.525);

INSERT INTO demo_record (participant_id, stage_id, occurred_on, acting_sudin_id, source, kind)
SELECT participant_id, 'P4', pg_temp.later(occurred_on, 120), acting_sudin_id, 'permit',
       CASE WHEN field = 'kuliner' THEN pg_temp.one_of('pirt', 'halal') ELSE 'hki' END
FROM demo_record JOIN demo_person AS person ON person.id = participant_id
WHERE stage_id = 'P4' AND line_id <> 'PPAPP' AND random() < 0.12;

INSERT INTO demo_record (participant_id, stage_id, occurred_on, acting_sudin_id, source)
SELECT id, 'P5', pg_temp.later(registered_on, 260), split_part(line_id, '.', 1), 'shop_link'
FROM demo_person WHERE pg_temp.reaches(registered_on, 0.155);

-- Reports of successive months: of those who report, two in five still do.
INSERT INTO demo_record (participant_id, stage_id, occurred_on, acting_sudin_id, source, month, amount)
SELECT id, 'P6', (month + interval '1 month 4 days')::date, split_part(line_id, '.', 1), 'turnover', month,
       round((2 + 9 * random())::numeric, 1) * 1000000
FROM (
    SELECT id, line_id, begun, 1 + floor(random() * random() * 7)::int AS months
    FROM (
        SELECT id, line_id, date_trunc('month', CASE
            WHEN random() < 0.4 THEN greatest(registered_on, current_setting('demo.today')::date - 160)
            ELSE pg_temp.later(registered_on, 220)
        END)::date AS begun
        FROM demo_person WHERE pg_temp.reaches(registered_on, 0.124)
    ) AS reporter OFFSET 0
) AS reporter
CROSS JOIN LATERAL (SELECT (begun + n * interval '1 month')::date AS month FROM generate_series(0, months - 1) AS n) AS reported
WHERE month + interval '1 month 4 days' < current_setting('demo.today')::date;

INSERT INTO demo_record (participant_id, stage_id, occurred_on, acting_sudin_id, source, kind, amount)
SELECT id, 'P7', pg_temp.later(registered_on, 420), split_part(line_id, '.', 1), 'financing',
       pg_temp.one_of('pinjaman', 'kur', 'kur', 'csr', 'hibah'), (3 + floor(random() * 45)) * 1000000
FROM demo_person LEFT JOIN (SELECT DISTINCT participant_id FROM demo_record WHERE stage_id = 'P6') AS reporter
    ON reporter.participant_id = id
WHERE pg_temp.reaches(registered_on, CASE WHEN reporter.participant_id IS NULL THEN 0.009 ELSE 0.1 END);
