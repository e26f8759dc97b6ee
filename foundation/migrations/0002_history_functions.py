"""The one function behind every history trigger, the seal of a row's image, and the one that refuses TRUNCATE.

SECURITY DEFINER: it writes what the portal's own role may only read. The search path is fixed, temporary tables come
last, and nobody but the owner may attach the function to a table. Trigger arguments: the key column, then the columns
that history must not keep. OFFSET 0 keeps the planner from turning each row into JSON once per mention. Time zone and
form of bytes are fixed, for an image is text to the seal. See docs/adr/0038.
"""

from django.db import migrations

SEAL_KEY = """
INSERT INTO foundation_sealkey (id, secret)
SELECT 1, sha256(convert_to(string_agg(gen_random_uuid()::text, ''), 'UTF8')) FROM generate_series(1, 4)
"""

SEAL = """
CREATE FUNCTION foundation_seal(image jsonb) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT sha256(secret || sha256(secret || convert_to(jsonb_strip_nulls(image)::text, 'UTF8'))) FROM foundation_sealkey
$$;
REVOKE ALL ON FUNCTION foundation_seal(jsonb) FROM PUBLIC;
"""

DIFFERENCE = """
CREATE FUNCTION foundation_difference(old jsonb, new jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
    SELECT CASE
        WHEN old IS NULL THEN new
        WHEN new IS NOT NULL THEN (
            SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(new) WHERE old -> key IS DISTINCT FROM value
        ) END
$$;
"""

RECORD_CHANGE = """
CREATE FUNCTION foundation_record_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
DECLARE
    secret bytea := (SELECT secret FROM foundation_sealkey);
    key_column text := TG_ARGV[0];
    hidden text[] := coalesce(TG_ARGV[1:], '{}');
    actor bigint := nullif(current_setting('foundation.user_id', true), '');
    request text := coalesce(current_setting('foundation.request_id', true), '');
    deed text := coalesce(nullif(current_setting('foundation.label', true), ''), 'tanpa konteks');
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO foundation_change (at, table_name, row_key, operation, seal, user_id, request_id, label)
        SELECT clock_timestamp(), TG_TABLE_NAME, n.content->>key_column, TG_OP,
               sha256(secret || sha256(secret || convert_to(jsonb_strip_nulls(n.content - hidden)::text, 'UTF8'))),
               actor, request, deed
        FROM (SELECT to_jsonb(new_rows) AS content FROM new_rows OFFSET 0) AS n;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO foundation_change (at, table_name, row_key, operation, before, user_id, request_id, label)
        SELECT clock_timestamp(), TG_TABLE_NAME, o.content->>key_column, TG_OP, o.content - hidden, actor, request, deed
        FROM (SELECT to_jsonb(old_rows) AS content FROM old_rows OFFSET 0) AS o;
    ELSE
        INSERT INTO foundation_change (at, table_name, row_key, operation, before, after, user_id, request_id, label)
        SELECT clock_timestamp(), TG_TABLE_NAME, coalesce(n.content, o.content)->>key_column, TG_OP,
               o.content - hidden, foundation_difference(o.content, n.content) - hidden, actor, request, deed
        FROM (SELECT to_jsonb(old_rows) AS content FROM old_rows OFFSET 0) AS o
        FULL JOIN (SELECT to_jsonb(new_rows) AS content FROM new_rows OFFSET 0) AS n
          ON n.content->>key_column = o.content->>key_column
        WHERE n.content IS DISTINCT FROM o.content;
    END IF;
    RETURN NULL;
END;
$$;
REVOKE ALL ON FUNCTION foundation_record_change() FROM PUBLIC;
"""

REFUSE_TRUNCATE = """
CREATE FUNCTION foundation_refuse_truncate() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'TRUNCATE on % is refused: it would leave no history', TG_TABLE_NAME USING ERRCODE = '42501';
END;
$$;
REVOKE ALL ON FUNCTION foundation_refuse_truncate() FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]

    operations = [
        migrations.RunSQL(SEAL_KEY, "DELETE FROM foundation_sealkey"),
        migrations.RunSQL(SEAL, "DROP FUNCTION foundation_seal(jsonb)"),
        migrations.RunSQL(DIFFERENCE, "DROP FUNCTION foundation_difference(jsonb, jsonb)"),
        migrations.RunSQL(RECORD_CHANGE, "DROP FUNCTION foundation_record_change()"),
        migrations.RunSQL(REFUSE_TRUNCATE, "DROP FUNCTION foundation_refuse_truncate()"),
    ]
