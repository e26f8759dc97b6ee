-- Three bazaars that were held and one next week, all of PPKUKM.
CREATE TEMP TABLE demo_bazaar ON COMMIT DROP AS
SELECT nextval('bazaars_bazaar_id_seq') AS id, name, starts_on, ends_on, stands, funding, place,
       least(chosen, (SELECT count(*) / 100 FROM demo_person)) AS chosen
FROM (VALUES
    ('Bazar Jakpreneur April 2023', date '2023-04-14', date '2023-04-15', 30, 30, 'apbd', 'Halaman Kantor Wali Kota (contoh)'),
    ('Bazar Jakpreneur September 2023', date '2023-09-25', date '2023-09-26', 30, 30, 'gabungan', 'Halaman Kantor Wali Kota (contoh)'),
    ('Pameran Jakpreneur Agustus 2025', date '2025-08-08', date '2025-08-10', 56, 54, 'sponsor', 'Gedung Serbaguna Contoh'),
    ('Bazar Jakpreneur Pekan Depan', current_setting('demo.today')::date + 7, current_setting('demo.today')::date + 8, 30, 18,
     'apbd', 'RPTRA Contoh')
) AS bazaars (name, starts_on, ends_on, stands, chosen, funding, place);

-- Nobody exhibits twice while others wait; a business and an earlier visit or class come first.
CREATE TEMP TABLE demo_exhibitor ON COMMIT DROP AS
SELECT nextval('bazaars_exhibitor_id_seq') AS id, bazaar.id AS bazaar_id, participant_id,
       row_number() OVER (PARTITION BY bazaar.id ORDER BY turn) AS stand
FROM (
    SELECT *, sum(chosen) OVER (ORDER BY starts_on) - chosen AS before FROM demo_bazaar
) AS bazaar
JOIN (
    SELECT participant_id, row_number() OVER (ORDER BY random()) AS turn
    FROM demo_record JOIN demo_person AS person ON person.id = participant_id
    WHERE stage_id IN ('P2', 'P3') AND line_id LIKE 'PPKUKM%' AND occurred_on < '2023-03-01'
    GROUP BY participant_id
) AS candidate ON turn > before AND turn <= before + chosen;

INSERT INTO demo_record (participant_id, stage_id, occurred_on, acting_sudin_id, source, exhibitor_id, amount)
SELECT participant_id, 'P5', day::date, 'PPKUKM', 'bazaar', exhibitor.id,
       CASE WHEN random() < 0.95 THEN (20 + floor(random() * 230)) * 10000 END
FROM demo_exhibitor AS exhibitor
JOIN demo_bazaar AS bazaar ON bazaar.id = bazaar_id
CROSS JOIN LATERAL generate_series(starts_on, ends_on, interval '1 day') AS day
WHERE ends_on < current_setting('demo.today')::date AND random() < 0.93;

UPDATE demo_record SET recorded_at = pg_temp.typed(occurred_on);
-- Of the last weeks before a due day some lay on a desk until the grace was over: so a board has something to compare.
UPDATE demo_record SET recorded_at = pg_temp.typed(occurred_on + 40 + floor(random() * 30)::int)
WHERE stage_id <> 'P1' AND occurred_on < current_setting('demo.today')::date - 75
  AND extract(month FROM occurred_on) = 12 AND extract(day FROM occurred_on) <= 15 AND random() < 0.2;
-- She was registered late only where nothing else was typed for her before.
UPDATE demo_record AS registered SET recorded_at = pg_temp.typed(occurred_on + 40 + floor(random() * 30)::int)
WHERE stage_id = 'P1' AND occurred_on < current_setting('demo.today')::date - 75
  AND extract(month FROM occurred_on) = 12 AND extract(day FROM occurred_on) <= 15 AND random() < 0.2
  AND NOT EXISTS (
      SELECT FROM demo_record AS later
      WHERE later.participant_id = registered.participant_id AND later.stage_id <> 'P1'
        AND later.recorded_at < registered.occurred_on + 72
  );
ANALYZE demo_record;
