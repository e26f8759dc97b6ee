"""The peer of look-ups and searches: Django's admin over a plain table of the same people, NIK and phone unencrypted."""

from collections.abc import Callable
from typing import Any

from benchmarks.city import City
from benchmarks.officers import CITY, SUDIN
from local.postgres import APP, OWNER

TABLE = "bench_person"
PLAIN = f"""
CREATE TABLE {TABLE} AS
SELECT person.id, person.name, coalesce(business.name, '') AS business, '31' || lpad(person.id::text, 14, '0') AS nik,
       person.registered_on, person.state, person.kelurahan_id, person.line_id
FROM participants_participant AS person
LEFT JOIN LATERAL (
    SELECT name FROM participants_business WHERE participant_id = person.id ORDER BY id LIMIT 1
) AS business ON true
WHERE person.kelurahan_id LIKE '{CITY}%' AND person.line_id LIKE '{SUDIN}%';
ALTER TABLE {TABLE} ADD PRIMARY KEY (id);
CREATE UNIQUE INDEX ON {TABLE} (nik);
CREATE INDEX ON {TABLE} (name);
CREATE INDEX ON {TABLE} (registered_on);
GRANT SELECT ON {TABLE} TO {APP};
ANALYZE {TABLE};
"""


def change_list(town: City) -> Callable[[str], list[int]]:
    """The keys on the first page of the admin's list for what is typed into its search, counts and all, as it ships."""
    with town.connect(OWNER) as owner, owner.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}; {PLAIN}")

    from django.contrib import admin
    from django.db import models
    from django.test import RequestFactory

    class Person(models.Model):
        name = models.CharField(max_length=120)
        business = models.CharField(max_length=120)
        nik = models.CharField(max_length=16)
        registered_on = models.DateField()
        state = models.CharField(max_length=12)

        class Meta:
            app_label = "benchmarks"
            db_table = TABLE
            managed = False

    class People(admin.ModelAdmin):
        list_display = ("name", "nik", "registered_on", "state")
        search_fields = ("name", "business", "nik")
        ordering = ("-registered_on",)
        actions = None

    people = People(Person, admin.AdminSite())

    def asked(text: str) -> list[int]:
        request: Any = RequestFactory().get("/", {"q": text} if text else {})
        request.user = _Anybody()
        return [row.pk for row in people.get_changelist_instance(request).result_list]

    return asked


class _Anybody:
    """May do everything, as in an admin."""

    is_active = is_staff = True

    def has_perm(self, *_: Any) -> bool:
        return True


def nik_of(key: int) -> str:
    """The number of that person in the plain table."""
    return f"31{key:014d}"
