import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from foundation.history import NO_CONTEXT, Change, Operation, attribute_to, history_of, recorded_as
from offices.models import Sudin
from tests import factories


@pytest.fixture
def officer(db):
    return factories.kelurahan_officer()


def _make(code="UJI", name="Sudin Uji"):
    return Sudin.objects.create(code=code, name=name, short_name=code, aliases=[], position=90)


def test_an_insert_an_update_and_a_delete_are_each_recorded_once(officer):
    with recorded_as(officer, request_id="r-1", label="uji"):
        sudin = _make()
        Sudin.objects.filter(pk="UJI").update(name="Nama Baru")
        history = history_of(sudin)
        sudin.delete()

    assert [c.operation for c in history] == [Operation.INSERT, Operation.UPDATE, Operation.DELETE]
    assert [(c.before or {}).get("name") for c in history] == [None, "Sudin Uji", "Nama Baru"]
    assert [c.after for c in history] == [None, {"name": "Nama Baru"}, None]
    assert {(c.user_id, c.request_id, c.label) for c in history} == {(officer.pk, "r-1", "uji")}


def test_bulk_writes_are_recorded_row_by_row(officer):
    with recorded_as(officer):
        Sudin.objects.bulk_create(
            Sudin(code=f"U{n}", name=f"U{n}", short_name=f"U{n}", aliases=[], position=90 + n) for n in range(50)
        )
        Sudin.objects.filter(code__startswith="U").update(name="sama")

    for operation in (Operation.INSERT, Operation.UPDATE):
        changes = Change.objects.filter(table_name="offices_sudin", operation=operation, user_id=officer.pk)
        assert changes.count() == 50
        assert changes.values("row_key").distinct().count() == 50


def test_raw_sql_is_recorded_too(officer):
    with recorded_as(officer), connection.cursor() as cursor:
        cursor.execute("UPDATE offices_sudin SET name = 'lewat SQL' WHERE code = 'PPAPP'")

    assert history_of(Sudin(pk="PPAPP")).filter(user_id=officer.pk, after__name="lewat SQL").count() == 1


def test_an_update_that_changes_nothing_is_no_change(officer):
    before = Change.objects.count()
    Sudin.objects.update(position=F("position"))
    assert Change.objects.count() == before


def test_a_change_of_key_shows_what_went_and_what_came(officer):
    with recorded_as(officer), connection.cursor() as cursor:
        _make()
        cursor.execute("UPDATE offices_sudin SET code = 'UJI2' WHERE code = 'UJI'")

    assert history_of(Sudin(pk="UJI")).filter(operation=Operation.UPDATE, after__isnull=True).count() == 1
    assert history_of(Sudin(pk="UJI2")).filter(operation=Operation.UPDATE, before__isnull=True).count() == 1


def test_what_is_rolled_back_leaves_no_history(officer):
    before = Change.objects.count()
    with pytest.raises(RuntimeError), recorded_as(officer):
        _make()
        raise RuntimeError
    assert Change.objects.count() == before


def test_a_write_without_context_says_so(db):
    assert history_of(_make()).get().label == NO_CONTEXT


def test_an_inner_context_ends_where_it_ends(officer):
    with recorded_as(label="luar"):
        with recorded_as(officer, label="dalam"):
            inner = _make("U1")
        outer = _make("U2")

    assert (history_of(inner).get().label, history_of(inner).get().user_id) == ("dalam", officer.pk)
    assert (history_of(outer).get().label, history_of(outer).get().user_id) == ("luar", None)


def test_whoever_learns_late_who_asks_can_say_so(officer):
    with recorded_as(label="api"):
        attribute_to(officer)
        made = _make()
    assert history_of(made).get().user_id == officer.pk


def test_history_keeps_no_copy_of_a_password(officer):
    with recorded_as(officer):
        officer.set_password("kata-sandi-baru-2026")
        officer.save()
    changed = history_of(officer).filter(operation=Operation.UPDATE).get()

    assert "password" not in changed.before
    assert "password" not in changed.after


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO foundation_change (at, table_name, row_key, operation, request_id, label)"
        " VALUES (now(), 't', '1', 'INSERT', '', '')",
        "UPDATE foundation_change SET label = 'lain'",
        "DELETE FROM foundation_change",
        "TRUNCATE foundation_change",
        "ALTER TABLE offices_sudin DISABLE TRIGGER ALL",
        "DROP TRIGGER history_insert ON offices_sudin",
        "SET session_replication_role = replica",
        "CREATE TEMP TABLE t (id int); CREATE TRIGGER t AFTER INSERT ON t REFERENCING NEW TABLE AS new_rows"
        " FOR EACH STATEMENT EXECUTE FUNCTION foundation_record_change('id')",
    ],
)
def test_the_portals_own_role_cannot_forge_or_evade_history(db, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
