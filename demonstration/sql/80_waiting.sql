-- What waits today: classes to be held or still without attendance, referrals, applications, records without evidence.
CREATE TEMP TABLE demo_anyone ON COMMIT DROP AS
SELECT id, kelurahan_id, line_id, split_part(line_id, '.', 1) AS sudin_id, registered_on, identity_state
FROM participants_participant WHERE state = 'active';
ANALYZE demo_anyone;

CREATE TEMP TABLE demo_coming ON COMMIT DROP AS
SELECT nextval('training_trainingclass_id_seq') AS id, *
FROM (VALUES
    ('PPKUKM', 'Pemasaran Digital', -2, 26), ('PPKUKM', 'Pengemasan Produk', 0, 32), ('PPAPP', 'Tata Boga', 0, 24),
    ('PAREKRAF', 'Fotografi Produk', 0, 12), ('PPKUKM', 'Keamanan Pangan', 5, 18), ('PPAPP', 'Menjahit Dasar', 6, 14)
) AS coming (sudin_id, topic, wait, invited);

INSERT INTO training_trainingclass (
    id, version, public_id, sudin_id, title, kind, place, kelurahan_id, starts_on, ends_on, hours, trainer, seats,
    cancel_reason, created_by_id, created_at
)
SELECT id, 1, gen_random_uuid(), sudin_id, topic, 'reguler', 'Balai Latihan Contoh', '31.73.05.1005',
       current_setting('demo.today')::date + wait, current_setting('demo.today')::date + wait, '09.00–15.00',
       'Pengajar Contoh', 40, '', user_id, now() - interval '20 days'
FROM demo_coming JOIN demo_desk USING (sudin_id) ORDER BY id;

-- The newest without training come first, and nobody is asked twice.
INSERT INTO training_invitation (public_id, participant_id, training_class_id, invited_at, invited_by_id)
SELECT gen_random_uuid(), participant_id, coming.id, now() - interval '6 days', user_id
FROM (
    SELECT *, sum(invited) OVER (PARTITION BY sudin_id ORDER BY wait) - invited AS before FROM demo_coming
) AS coming
JOIN (
    SELECT id AS participant_id, sudin_id,
           row_number() OVER (PARTITION BY sudin_id ORDER BY registered_on DESC, id) AS turn
    FROM demo_anyone
    WHERE identity_state = 'verified' AND id NOT IN (SELECT participant_id FROM demo_seat)
) AS untrained ON untrained.sudin_id = coming.sudin_id AND turn > before AND turn <= before + invited
JOIN demo_desk ON demo_desk.sudin_id = coming.sudin_id
ORDER BY coming.id, turn;

CREATE TEMP TABLE demo_referral ON COMMIT DROP AS
SELECT nextval('participants_share_id_seq') AS share_id, *
FROM (
    SELECT participant_id, record.id AS record_id, 'P4' AS stage_id, 'PPAPP' AS from_sudin_id,
           greatest(registered_on, occurred_on - 20) AS opened_on, recorded_at AS closed_at, occurred_on + 30 AS ends_on
    FROM demo_record AS record JOIN demo_person ON demo_person.id = participant_id
    WHERE stage_id = 'P4' AND line_id = 'PPAPP'
    UNION ALL
    SELECT id, NULL, stage_id, sudin_id, greatest(registered_on, today - 9 - turn::int), NULL, today + 4 + (id % 26)::int
    FROM (
        SELECT person.id, stage_id, sudin_id, registered_on, current_setting('demo.today')::date AS today,
               row_number() OVER (PARTITION BY stage_id, left(kelurahan_id, 8) ORDER BY registered_on DESC, person.id) AS turn
        FROM demo_anyone AS person
        JOIN (VALUES ('P4', 'PPAPP'), ('P5', 'SOSIAL')) AS wanting (stage_id, sudin_id) USING (sudin_id)
        WHERE (person.id, stage_id) NOT IN (SELECT participant_id, demo_record.stage_id FROM demo_record)
    ) AS waiting
    WHERE turn <= CASE stage_id WHEN 'P4' THEN 3 ELSE 1 END
) AS referral;

INSERT INTO participants_share (id, participant_id, sudin_id, purpose, starts_on, ends_on, closed_at)
SELECT share_id, participant_id, 'PPKUKM', stage_id, opened_on, ends_on, closed_at FROM demo_referral;

INSERT INTO referrals_referral (
    public_id, participant_id, stage_id, from_sudin_id, to_sudin_id, reason, share_id, opened_at, opened_by_id,
    closed_by_id, result, note
)
SELECT gen_random_uuid(), participant_id, stage_id, from_sudin_id, 'PPKUKM',
       CASE stage_id WHEN 'P4' THEN 'Mohon dibantu pengurusan NIB.' ELSE 'Mohon diikutkan dalam bazar.' END,
       share_id, (opened_on + time '10:00') AT TIME ZONE 'Asia/Jakarta', sender.user_id,
       CASE WHEN closed_at IS NOT NULL THEN receiver.user_id END,
       CASE WHEN closed_at IS NOT NULL THEN 'done' ELSE '' END,
       CASE WHEN closed_at IS NOT NULL THEN 'Izin terbit.' ELSE '' END
FROM demo_referral
JOIN demo_desk AS sender ON sender.sudin_id = from_sudin_id
JOIN demo_desk AS receiver ON receiver.sudin_id = 'PPKUKM';

INSERT INTO financing_financing (
    version, public_id, participant_id, lender, kind, amount, state, applied_on, decided_on, note, recorded_by_id, recorded_at
)
SELECT 1, gen_random_uuid(), id, 'Bank Contoh', 'kur', (5 + floor(random() * 30)) * 1000000, outcome, applied_on,
       CASE WHEN outcome <> 'diajukan' THEN applied_on + 20 END, '', user_id, now() - interval '1 day'
FROM (
    SELECT id, sudin_id, pg_temp.one_of('diajukan', 'diajukan', 'disetujui', 'ditolak') AS outcome,
           current_setting('demo.today')::date - 25 - floor(random() * 60)::int AS applied_on
    FROM demo_anyone ORDER BY random() LIMIT 40
) AS application
JOIN demo_desk USING (sudin_id);

-- Evidence of a little more than a year, one sheet for all of it; an eighth of the records lacks it.
INSERT INTO records_evidence (public_id, record_id, file, name, content_type, size, sha256, added_by_id, added_at)
SELECT gen_random_uuid(), id, current_setting('demo.evidence'), 'bukti-contoh.pdf', 'application/pdf',
       current_setting('demo.evidence_size')::int, current_setting('demo.evidence_hash'), recorded_by_id, recorded_at
FROM demo_counted
WHERE source IN ('visit', 'permit', 'shop_link', 'turnover', 'financing')
  AND occurred_on > current_setting('demo.today')::date - 400 AND random() < 0.875;
