"""What a participant takes on the disk, with all that happened to her, indexes, figures and history."""

from benchmarks.city import DATABASE, City
from benchmarks.figures import Ratio

BEFORE = 10_900.0
"""Bytes a participant of the demonstration took in the first release."""
REACH = 5_500 / 10_900


def measure(town: City) -> list[Ratio]:
    """After VACUUM, so that no dead row counts."""
    with town.connect() as line, line.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(%s)", [DATABASE])
        (size,) = cursor.fetchone()
    each = size / town.participants
    return [Ratio("Disk per peserta (kini : rilis pertama)", [each], [BEFORE], "byte", round(REACH, 3), at_least=False)]
