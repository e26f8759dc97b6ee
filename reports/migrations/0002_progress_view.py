from django.db import migrations

VIEW = """
CREATE VIEW reports_progress AS
SELECT month, kelurahan_id, line_id, stage_id, people, records FROM reports_progresscell
UNION ALL
SELECT month, kelurahan_id, line_id, stage_id, people, records FROM reports_progressdelta
"""


class Migration(migrations.Migration):
    """One view over folded cells and waiting deltas: a reader of it is exact at every moment."""

    dependencies = [("reports", "0001_initial")]

    operations = [migrations.RunSQL(VIEW, "DROP VIEW reports_progress")]
