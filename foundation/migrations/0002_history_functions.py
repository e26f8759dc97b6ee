"""The one function behind every history trigger, and the one that refuses TRUNCATE.

SECURITY DEFINER: it writes what the portal's own role may only read. The search path is fixed, temporary tables come
last, and nobody but the owner may attach the function to a table. Trigger arguments: the key column, then the columns
that history must not keep. OFFSET 0 keeps the planner from turning each row into JSON once per mention.
"""

from django.db import migrations

RECORD_CHANGE = """
CREATE FUNCTION foundation_record_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    key_column text := TG_ARGV[0];
    hidden text[] := coalesce(TG_ARGV[1:], '{}');
    actor bigint := nullif(current_setting('foundation.user_id', true), '');
    request text := coalesce(current_setting('foundation.request_id', true), '');
    deed text := coalesce(nullif(current_setting('foundation.label', true), ''), 'tanpa konteks');
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO foundation_change (at, table_name, row_key, operation, after, user_id, request_id, label)
        SELECT clock_timestamp(), TG_TABLE_NAME, n.content->>key_column, TG_OP, n.content - hidden, actor, request, deed
        FROM (SELECT to_jsonb(new_rows) AS content FROM new_rows OFFSET 0) AS n;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO foundation_change (at, table_name, row_key, operation, before, user_id, request_id, label)
        SELECT clock_timestamp(), TG_TABLE_NAME, o.content->>key_column, TG_OP, o.content - hidden, actor, request, deed
        FROM (SELECT to_jsonb(old_rows) AS content FROM old_rows OFFSET 0) AS o;
    ELSE
        INSERT INTO foundation_change (at, table_name, row_key, operation, before, after, user_id, request_id, label)
        SELECT clock_timestamp(), TG_TABLE_NAME, coalesce(n.content, o.content)->>key_column, TG_OP,
               o.content - hidden, n.content - hidden, actor, request, deed
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
        migrations.RunSQL(RECORD_CHANGE, "DROP FUNCTION foundation_record_change()"),
        migrations.RunSQL(REFUSE_TRUNCATE, "DROP FUNCTION foundation_refuse_truncate()"),
    ]
