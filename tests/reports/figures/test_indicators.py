"""Whatever is counted is counted by its entry in the table of indicators, and recounted by the same entry."""

from datetime import date

import psycopg2

from local.trial import OWNER
from records.reference import STAGES
from reports.figures import indicators
from reports.figures.indicators import INDICATORS
from reports.figures.models import counting


def test_every_stage_is_an_indicator_with_its_words_and_unit():
    assert {key: (one.words, one.unit) for key, one in INDICATORS.items()} == {
        code: (name, unit) for code, name, unit in STAGES
    }


LOANS = indicators.Source(table="uji_pinjaman", key="kind", order="id", amount="amount")
"""What a coming indicator costs: an entry, its triggers, and a row here."""
TABLE = """
CREATE TABLE uji_pinjaman (
    id int PRIMARY KEY, kind text DEFAULT 'UJI', participant_id int, month smallint, kelurahan_id text DEFAULT '31.73.05.1005',
    credited_line_id text DEFAULT 'PPAPP', amount bigint, is_first boolean, recorded_at timestamptz, voided_at timestamptz
)
"""
DEEDS = """
INSERT INTO uji_pinjaman (id, participant_id, month, amount, is_first, recorded_at) VALUES
    (1, 1, 24300, 500, true, '2025-03-01'), (2, 1, 24300, 70, false, '2025-03-02'), (3, 2, 24301, 9, true, '2025-03-02');
SET LOCAL records.moment = '2025-04-01';
UPDATE uji_pinjaman SET voided_at = '2025-04-01', is_first = false WHERE id = 1;
UPDATE uji_pinjaman SET is_first = true WHERE id = 2;
"""


def counted(cursor, trigger):
    """Put one counting trigger on the table, as a migration would."""
    tables = {"INSERT": "NEW TABLE AS new_rows", "DELETE": "OLD TABLE AS old_rows"}
    referencing = tables.get(str(trigger.operation), "OLD TABLE AS old_rows NEW TABLE AS new_rows")
    cursor.execute(
        f"CREATE FUNCTION uji_{trigger.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {trigger.func} END $$;"
        f"CREATE TRIGGER {trigger.name} AFTER {trigger.operation} ON uji_pinjaman REFERENCING {referencing}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION uji_{trigger.name}()"
    )


def test_a_source_with_rupiah_is_kept_and_recounted_by_its_entry_alone(committed):
    kept = (
        "SELECT {} sum(people), sum(records), sum(amount) FROM reports_progressdelta WHERE indicator = 'UJI' GROUP BY 1"
    )
    with psycopg2.connect(committed[OWNER]) as owner, owner.cursor() as cursor:
        cursor.execute(TABLE)
        for trigger in counting(LOANS):
            counted(cursor, trigger)
        cursor.execute(DEEDS)
        cursor.execute(kept.format("month,"))
        by_month = sorted(cursor.fetchall())
        cursor.execute(kept.format("known_on,"))
        by_day = sorted(cursor.fetchall())
        cursor.execute(indicators.recount([LOANS]))
        recounted = sorted((row[0], *row[-3:]) for row in cursor.fetchall())
        cursor.execute(indicators.recount_by_day([LOANS]))
        recounted_by_day = [(row[0], *row[-3:]) for row in cursor.fetchall()]
        owner.rollback()
    owner.close()

    assert by_month == recounted == [(24300, 1, 1, 70), (24301, 1, 1, 9)]
    days = {row[0] for row in recounted_by_day}
    assert by_day == sorted(
        (day, *(sum(row[n] for row in recounted_by_day if row[0] == day) for n in (1, 2, 3))) for day in days
    )
    assert by_day[-1] == (date(2025, 4, 1), 0, -1, -500)
