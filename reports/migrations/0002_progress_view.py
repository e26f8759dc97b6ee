from django.db import migrations

VIEW = """
CREATE VIEW reports_progress AS
SELECT month, kelurahan_id, line_id, indicator, people, records, amount FROM reports_progresscell
UNION ALL
SELECT month, kelurahan_id, line_id, indicator, people, records, amount FROM reports_progressdelta
"""
KNOWN = """
CREATE VIEW reports_known AS
SELECT known_on, month, kelurahan_id, line_id, indicator, people, records, amount FROM reports_progressledger
UNION ALL
SELECT known_on, month, kelurahan_id, line_id, indicator, people, records, amount FROM reports_progressdelta
"""
BUSY = """
ALTER TABLE reports_progressdelta SET (
    autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = -1, autovacuum_vacuum_cost_delay = 0
)
"""


class Migration(migrations.Migration):
    """Views over folded and waiting changes: a reader of one is exact at every moment.

    The waiting ones come and go all day: their table is cleaned by what is dead, not by a share of what is there.
    """

    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.RunSQL(VIEW, "DROP VIEW reports_progress"),
        migrations.RunSQL(KNOWN, "DROP VIEW reports_known"),
        migrations.RunSQL(BUSY, migrations.RunSQL.noop),
    ]
