-- Training classes: those who wanted one at about the same time sit in it together.
CREATE TEMP TABLE demo_topic (sudin_id text, topic text, number bigint) ON COMMIT DROP;
INSERT INTO demo_topic
SELECT sudin_id, topic, row_number() OVER (PARTITION BY sudin_id ORDER BY topic) - 1
FROM (VALUES
    ('PPKUKM', 'Pemasaran Digital'), ('PPKUKM', 'Pengemasan Produk'), ('PPKUKM', 'Keamanan Pangan'),
    ('PPKUKM', 'Pembukuan Sederhana'), ('SOSIAL', 'Usaha Rumahan'), ('SOSIAL', 'Olahan Makanan'),
    ('PAREKRAF', 'Fotografi Produk'), ('PAREKRAF', 'Desain Kemasan'), ('NAKERTRANSGI', 'Tata Rias'),
    ('NAKERTRANSGI', 'Servis Pendingin Udara'), ('PPAPP', 'Tata Boga'), ('PPAPP', 'Menjahit Dasar'),
    ('KPKP', 'Hidroponik'), ('KPKP', 'Olahan Ikan')
) AS topics (sudin_id, topic);

CREATE TEMP TABLE demo_seat ON COMMIT DROP AS
SELECT participant_id, sudin_id, wanted_on,
       (row_number() OVER (PARTITION BY sudin_id ORDER BY wanted_on, participant_id) - 1) / (22 + length(sudin_id)) AS class
FROM (
    SELECT id AS participant_id, split_part(line_id, '.', 1) AS sudin_id, pg_temp.later(registered_on, 110) AS wanted_on
    FROM demo_person WHERE pg_temp.reaches(registered_on, 0.625)
) AS wanting;

CREATE TEMP TABLE demo_class ON COMMIT DROP AS
SELECT nextval('training_trainingclass_id_seq') AS id, sudin_id, class, day, random() < 0.2 AS mobile,
       1 + floor(random() * (SELECT count(*) FROM demo_kelurahan))::bigint AS place
FROM (SELECT sudin_id, class, max(wanted_on) AS day FROM demo_seat GROUP BY sudin_id, class ORDER BY 3, 1, 2) AS held;
CREATE INDEX ON demo_class (sudin_id, day, id);
ANALYZE demo_class;

INSERT INTO demo_record (participant_id, stage_id, occurred_on, acting_sudin_id, source, class_id)
SELECT participant_id, 'P2', day, seat.sudin_id, 'training_class', held.id
FROM demo_seat AS seat JOIN demo_class AS held USING (sudin_id, class);

-- Invited is not attended: some of those who never came were invited as well.
CREATE TEMP TABLE demo_absent ON COMMIT DROP AS
SELECT participant_id, held.id AS class_id, held.day
FROM (
    SELECT id AS participant_id, split_part(line_id, '.', 1) AS sudin_id, pg_temp.later(registered_on, 150) AS wanted_on
    FROM demo_person
    WHERE NOT EXISTS (SELECT FROM demo_seat WHERE demo_seat.participant_id = demo_person.id) AND random() < 0.7
    OFFSET 0
) AS absent
CROSS JOIN LATERAL (
    SELECT id, day FROM demo_class
    WHERE demo_class.sudin_id = absent.sudin_id AND day >= wanted_on ORDER BY day, id LIMIT 1
) AS held;

CREATE TEMP TABLE demo_invited ON COMMIT DROP AS
SELECT class_id, count(*) AS people
FROM (SELECT class_id FROM demo_record WHERE class_id IS NOT NULL UNION ALL SELECT class_id FROM demo_absent) AS invitations
GROUP BY class_id;

-- Since 2024 a class expects a NIB; who had none came with a reason. So with loans without three reports.
UPDATE demo_record SET reason = 'Data contoh: NIB sedang diurus.'
WHERE stage_id = 'P2' AND occurred_on >= '2024-01-01'
  AND participant_id NOT IN (SELECT participant_id FROM demo_record WHERE stage_id = 'P4');
UPDATE demo_record SET reason = 'Data contoh: pembukuan diperiksa oleh pemberi modal.'
WHERE stage_id = 'P7' AND participant_id NOT IN (
    SELECT participant_id FROM demo_record WHERE stage_id = 'P6' GROUP BY participant_id HAVING count(*) >= 3
);
