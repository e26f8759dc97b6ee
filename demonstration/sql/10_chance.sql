-- What chance decides, for the statements that follow. `demo.today` is set by the loader.
SELECT setseed(0.31);

CREATE FUNCTION pg_temp.later(start date, average int) RETURNS date LANGUAGE plpgsql VOLATILE AS $$
-- A working day about `average` days after `start`, not after yesterday.
DECLARE
    last date := current_setting('demo.today')::date - 1;
    day date := start + ceil(-ln(1 - random()) * average)::int;
BEGIN
    IF start >= last THEN
        RETURN start;
    END IF;
    IF day > last THEN
        day := start + floor((last - start) * random())::int;
    END IF;
    RETURN CASE WHEN extract(isodow FROM day) > 5 THEN greatest(start, day - 2) ELSE day END;
END $$;

CREATE FUNCTION pg_temp.reaches(registered date, share float) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
-- Whether chance gives somebody a stage that `share` of all reach; newcomers have had less time for it.
BEGIN
    RETURN random() < share * least(1, (current_setting('demo.today')::date - registered) / 120.0);
END $$;

CREATE FUNCTION pg_temp.typed(day date) RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
-- When an officer typed in what happened on that day: in office hours, a quarter of it the day after.
BEGIN
    RETURN least(
        now() - interval '1 minute',
        (day + interval '9 hours' + random() * interval '7 hours' + (random() < 0.25)::int * interval '1 day')
            AT TIME ZONE 'Asia/Jakarta'
    );
END $$;

CREATE FUNCTION pg_temp.one_of(VARIADIC words text[]) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    RETURN words[1 + floor(random() * cardinality(words))::int];
END $$;

CREATE TEMP TABLE demo_kelurahan ON COMMIT DROP AS
SELECT code, row_number() OVER (ORDER BY code) AS number
FROM offices_region
WHERE code LIKE '31.73.%' AND level = 13 AND ends_on IS NULL;

-- Everything that happened, before it becomes records; the last columns say what the typed row needs.
CREATE TEMP TABLE demo_record (
    id bigint DEFAULT nextval('records_stagerecord_id_seq'),
    participant_id bigint,
    stage_id text,
    occurred_on date,
    acting_sudin_id text,
    source text,
    reason text DEFAULT '',
    recorded_at timestamptz,
    kind text,
    class_id bigint,
    exhibitor_id bigint,
    month date,
    amount numeric
) ON COMMIT DROP;
