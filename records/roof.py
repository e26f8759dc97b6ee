"""What the records register with the roof."""

from participants.listing import people_columns, people_filters
from records import list_parts


def register() -> None:
    """Stages and their days in the list of people."""
    people_filters.register(*list_parts.FILTERS)
    people_columns.register(*list_parts.COLUMNS)
