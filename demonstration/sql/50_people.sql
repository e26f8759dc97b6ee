-- Who they are, with whom, and their businesses. `demo_officer` says who records in which area, for which sudin.
CREATE TEMP TABLE demo_clerk ON COMMIT DROP AS
SELECT code AS kelurahan_id, coalesce(
    (SELECT user_id FROM demo_officer WHERE demo_officer.kelurahan_id = code ORDER BY user_id LIMIT 1),
    current_setting('demo.loader')::bigint
) AS user_id
FROM demo_kelurahan;

CREATE TEMP TABLE demo_desk ON COMMIT DROP AS
SELECT code AS sudin_id, coalesce(
    (SELECT user_id FROM demo_officer WHERE demo_officer.sudin_id = code ORDER BY user_id LIMIT 1),
    current_setting('demo.loader')::bigint
) AS user_id
FROM offices_sudin;

-- Newcomers wait for verification, the last but one of each kelurahan went back; who came earlier was verified in days.
CREATE TEMP TABLE demo_identity ON COMMIT DROP AS
SELECT id, CASE
        WHEN turn = 2 THEN 'returned'
        WHEN chance > CASE WHEN age < 45 THEN 0.4 WHEN age < 120 THEN 0.9 ELSE 1 END THEN 'registered'
        ELSE 'verified'
    END AS identity_state
FROM (
    SELECT id, current_setting('demo.today')::date - registered_on AS age, random() AS chance,
           row_number() OVER (PARTITION BY kelurahan_id ORDER BY registered_on DESC, id) AS turn
    FROM demo_person
) AS drawn;

INSERT INTO participants_participant (
    id, version, public_id, registration_number, name, nik, nik_index, kk, sex, birth_place, birth_date, identity_reason,
    phone, phone_index, email, ktp_address, ktp_region, domicile_address, rt, rw, domicile_kelurahan_id, kelurahan_id,
    line_id, registrant_type, channel, privacy_version, privacy_given, state, state_reason, identity_state, identity_note,
    verified_at, verified_by_id, registered_on, registered_at, registered_by_id, last_activity_on
)
SELECT id, 1, gen_random_uuid(), registration_number, name, nik, nik_index, kk, sex, birth_place, birth_date, 'Data contoh',
       phone, phone_index, NULL, ktp_address, ktp_region, domicile_address, rt, rw, kelurahan_id, kelurahan_id,
       line_id, pg_temp.one_of('pemula', 'pemula', 'pemula', 'naik_kelas'),
       pg_temp.one_of('kelurahan', 'kelurahan', 'kelurahan', 'kelurahan', 'kecamatan', 'pendamping', 'daring'),
       current_setting('demo.privacy'), pg_temp.one_of('dibaca', 'dibacakan', 'tercetak'),
       CASE WHEN left_ THEN 'withdrawn' ELSE 'active' END,
       CASE WHEN left_ THEN 'Data contoh: pindah ke luar kota.' ELSE '' END,
       identity_state,
       CASE WHEN identity_state = 'returned' THEN pg_temp.one_of('Foto KTP tidak terbaca.', 'Nama berbeda dengan KTP.') ELSE '' END,
       CASE WHEN identity_state = 'verified' THEN least(now(), registered_at + interval '1 day' + random() * interval '8 days') END,
       CASE WHEN identity_state = 'verified' THEN desk.user_id END,
       registered_on, registered_at, clerk.user_id, last_activity_on
FROM (
    SELECT person.*, identity_state, activity.*,
           random() < 0.005 AND current_setting('demo.today')::date - registered_on > 400 AS left_
    FROM demo_person AS person
    JOIN demo_identity USING (id)
    JOIN (
        SELECT participant_id, max(occurred_on) AS last_activity_on, min(recorded_at) FILTER (WHERE stage_id = 'P1') AS registered_at
        FROM demo_record GROUP BY participant_id
    ) AS activity ON activity.participant_id = person.id
    OFFSET 0
) AS person
JOIN demo_clerk AS clerk USING (kelurahan_id)
JOIN demo_desk AS desk ON desk.sudin_id = split_part(line_id, '.', 1)
ORDER BY id;

INSERT INTO participants_placement (participant_id, line_id, kelurahan_id, starts_on, recorded_by_id, recorded_at)
SELECT id, line_id, kelurahan_id, registered_on, registered_by_id, registered_at FROM participants_participant ORDER BY id;

INSERT INTO participants_business (
    version, public_id, participant_id, name, field, started_on, workers, capital, monthly_turnover, recorded_by_id, recorded_at
)
SELECT 1, gen_random_uuid(), person.id, business, field,
       to_char(demo_person.registered_on - floor(random() * 1800)::int, (ARRAY['YYYY', 'YYYY-MM'])[1 + (person.id % 3 > 0)::int]),
       floor(random() * random() * 6)::int, (1 + floor(random() * 40)) * 1000000,
       (10 + floor(random() * 190)) * 100000, registered_by_id, registered_at
FROM demo_person JOIN participants_participant AS person USING (id)
WHERE random() < 0.86
ORDER BY person.id;
