"""The guard that `prepare` puts on tables whose rows are written once. See foundation.tables."""

from django.db import migrations

REFUSE_CHANGE = """
CREATE FUNCTION foundation_refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: its rows are written once', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END;
$$;
REVOKE ALL ON FUNCTION foundation_refuse_change() FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0002_history_functions")]

    operations = [migrations.RunSQL(REFUSE_CHANGE, "DROP FUNCTION foundation_refuse_change()")]
