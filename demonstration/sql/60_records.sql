-- The records themselves, the first valid one of each person and stage marked.
CREATE TEMP TABLE demo_counted ON COMMIT DROP AS
SELECT record.*, person.kelurahan_id, person.line_id,
       CASE WHEN stage_id = 'P1' THEN person.registered_by_id ELSE desk.user_id END AS recorded_by_id
FROM demo_record AS record
JOIN participants_participant AS person ON person.id = participant_id
LEFT JOIN demo_desk AS desk ON desk.sudin_id = acting_sudin_id;

INSERT INTO records_stagerecord (
    id, public_id, participant_id, stage_id, occurred_on, kelurahan_id, credited_line_id, acting_sudin_id, source, note,
    reason, reason_kind, recorded_at, recorded_by_id, void_reason, is_first
)
SELECT id, gen_random_uuid(), participant_id, stage_id, occurred_on, kelurahan_id, line_id, acting_sudin_id, source, '',
       reason, CASE WHEN reason = '' THEN '' WHEN stage_id = 'P2' THEN 'has_permit' ELSE 'months_reported' END,
       recorded_at, recorded_by_id, '',
       row_number() OVER (PARTITION BY participant_id, stage_id ORDER BY occurred_on, recorded_at, id) = 1
FROM demo_counted
ORDER BY id;
