-- What fills each record: the visit, the permit, the report.
INSERT INTO mentoring_visit (public_id, participant_id, record_id, visited_on, mentor, place, note, recorded_by_id, recorded_at)
SELECT gen_random_uuid(), participant_id, id, occurred_on,
       'Pendamping ' || pg_temp.one_of('Melati', 'Kenanga', 'Cempaka', 'Dahlia') || ' Contoh',
       pg_temp.one_of('Tempat usaha', 'Rumah peserta', 'RPTRA Contoh'),
       pg_temp.one_of('Membahas kemasan dan harga jual.', 'Memeriksa pembukuan harian.', 'Menyiapkan foto produk.',
                      'Mencari pemasok bahan baku.'),
       recorded_by_id, recorded_at
FROM demo_counted WHERE stage_id = 'P3';

INSERT INTO permits_permit (public_id, participant_id, record_id, kind, number, issuer, issued_on, expires_on, recorded_by_id, recorded_at)
SELECT gen_random_uuid(), participant_id, id, kind,
       lpad(participant_id::text, CASE kind WHEN 'nib' THEN 13 WHEN 'pirt' THEN 15 ELSE 16 END, '0'),
       CASE kind WHEN 'nib' THEN 'OSS' WHEN 'pirt' THEN 'Dinas Kesehatan' WHEN 'halal' THEN 'BPJPH' ELSE 'DJKI' END || ' (contoh)',
       occurred_on, CASE kind WHEN 'pirt' THEN (occurred_on + interval '5 years')::date END, recorded_by_id, recorded_at
FROM demo_counted WHERE stage_id = 'P4';

INSERT INTO shops_shoplink (public_id, participant_id, record_id, channel, url, opened_on, recorded_by_id, recorded_at)
SELECT gen_random_uuid(), participant_id, id, pg_temp.one_of('Lokapasar', 'E-order', 'E-katalog'),
       'https://toko.contoh.example/' || participant_id, occurred_on, recorded_by_id, recorded_at
FROM demo_counted WHERE source = 'shop_link';

INSERT INTO turnover_turnoverreport (public_id, participant_id, record_id, month, amount, recorded_by_id, recorded_at, voided)
SELECT gen_random_uuid(), participant_id, id, month, amount, recorded_by_id, recorded_at, false
FROM demo_counted WHERE stage_id = 'P6';

INSERT INTO financing_financing (
    version, public_id, participant_id, record_id, lender, kind, amount, state, applied_on, decided_on, disbursed_on, note,
    recorded_by_id, recorded_at
)
SELECT 1, gen_random_uuid(), participant_id, id, CASE kind WHEN 'csr' THEN 'CSR Perusahaan Contoh' ELSE 'Bank Contoh' END,
       kind, amount, 'cair', occurred_on - 40, occurred_on - 12, occurred_on, '', recorded_by_id, recorded_at
FROM demo_counted WHERE stage_id = 'P7';

INSERT INTO training_trainingclass (
    id, version, public_id, sudin_id, title, kind, place, kelurahan_id, starts_on, ends_on, hours, trainer, seats,
    cancel_reason, created_by_id, created_at
)
SELECT held.id, 1, gen_random_uuid(), held.sudin_id, topic || ' angkatan ' || (class + 1),
       CASE WHEN mobile THEN 'keliling' ELSE 'reguler' END,
       CASE WHEN mobile THEN 'Unit keliling, RPTRA Contoh' ELSE 'Balai Latihan Contoh' END,
       code, day, day, '09.00–15.00', 'Pengajar Contoh', greatest(40, 10 * ceil(people / 10.0)), '', desk.user_id,
       (day - 21 + time '10:00') AT TIME ZONE 'Asia/Jakarta'
FROM demo_class AS held
JOIN demo_invited ON class_id = held.id
JOIN demo_desk AS desk USING (sudin_id)
JOIN demo_kelurahan ON number = place
JOIN demo_topic AS topic ON topic.sudin_id = held.sudin_id
    AND topic.number = class % (SELECT count(*) FROM demo_topic AS t WHERE t.sudin_id = held.sudin_id)
ORDER BY held.id;

INSERT INTO training_invitation (
    public_id, record_id, participant_id, training_class_id, invited_at, invited_by_id, taken_at, taken_by_id
)
SELECT gen_random_uuid(), record_id, participant_id, class_id,
       (day - 7 + time '11:00') AT TIME ZONE 'Asia/Jakarta', user_id, (day + time '15:30') AT TIME ZONE 'Asia/Jakarta', user_id
FROM (
    SELECT id AS record_id, participant_id, class_id FROM demo_counted WHERE class_id IS NOT NULL
    UNION ALL
    SELECT NULL, participant_id, class_id FROM demo_absent
) AS invited
JOIN demo_class AS held ON held.id = class_id
JOIN demo_desk USING (sudin_id)
ORDER BY class_id, participant_id;

INSERT INTO bazaars_bazaar (
    id, version, public_id, name, starts_on, ends_on, place, kelurahan_id, sudin_id, funding, stands, cancel_reason,
    created_by_id, created_at
)
SELECT id, 1, gen_random_uuid(), name, starts_on, ends_on, place, '31.73.08.1006', 'PPKUKM', funding, stands, '', user_id,
       (starts_on - 30 + time '10:00') AT TIME ZONE 'Asia/Jakarta'
FROM demo_bazaar JOIN demo_desk ON demo_desk.sudin_id = 'PPKUKM';

INSERT INTO bazaars_exhibitor (id, public_id, bazaar_id, participant_id, business_id, stand, chosen_by_id, chosen_at)
SELECT exhibitor.id, gen_random_uuid(), bazaar_id, participant_id,
       business_id, stand, user_id, (least(starts_on - 14, current_setting('demo.today')::date - 1) + time '10:00') AT TIME ZONE 'Asia/Jakarta'
FROM demo_exhibitor AS exhibitor
JOIN demo_bazaar AS bazaar ON bazaar.id = bazaar_id
JOIN demo_desk ON demo_desk.sudin_id = 'PPKUKM'
LEFT JOIN (
    SELECT participant_id, min(id) AS business_id FROM participants_business GROUP BY participant_id
) AS business USING (participant_id);

INSERT INTO bazaars_bazaarday (public_id, participant_id, record_id, exhibitor_id, day, sales, recorded_by_id, recorded_at)
SELECT gen_random_uuid(), participant_id, id, exhibitor_id, occurred_on, amount, recorded_by_id, recorded_at
FROM demo_counted WHERE exhibitor_id IS NOT NULL;

INSERT INTO bazaars_daysheet (bazaar_id, day, taken_at, taken_by_id)
SELECT id, day::date, (day + time '17:00') AT TIME ZONE 'Asia/Jakarta', user_id
FROM demo_bazaar
JOIN demo_desk ON demo_desk.sudin_id = 'PPKUKM'
CROSS JOIN LATERAL generate_series(starts_on::timestamp, ends_on::timestamp, interval '1 day') AS day
WHERE day < current_setting('demo.today')::date;
