import pytest
from django.core.exceptions import FieldError
from django.db import connection

from foundation.encryption import CannotDecrypt, blind_index, decrypt, encrypt
from participants.models import Participant
from tests import factories

OLD, NEW = b"o" * 32, b"n" * 32


@pytest.fixture
def two_keys(settings):
    settings.FIELD_KEYS = {201: OLD, 202: NEW}


def test_a_value_decrypts_in_its_own_context_only():
    sealed = encrypt("participants.nik", b"3173050101900001")

    assert decrypt("participants.nik", sealed) == b"3173050101900001"
    with pytest.raises(CannotDecrypt):
        decrypt("participants.kk", sealed)


def test_a_changed_value_does_not_decrypt():
    sealed = bytearray(encrypt("participants.nik", b"3173050101900001"))
    sealed[-1] ^= 1

    with pytest.raises(CannotDecrypt):
        decrypt("participants.nik", bytes(sealed))


@pytest.mark.parametrize("stored", [b"", b"\x01", b"\xff" + b"x" * 40])
def test_rubbish_and_unknown_keys_are_said_to_be_so(stored):
    with pytest.raises(CannotDecrypt):
        decrypt("participants.nik", stored)


def test_the_newest_key_writes_and_older_ones_still_read(settings, two_keys):
    settings.FIELD_KEYS = {201: OLD}
    old = encrypt("c", b"x")
    settings.FIELD_KEYS = {201: OLD, 202: NEW}

    assert encrypt("c", b"x")[0] == 202
    assert decrypt("c", old) == b"x"


def test_equal_values_are_never_stored_alike_but_found_by_their_index():
    assert encrypt("c", b"x") != encrypt("c", b"x")
    assert blind_index("nik", "1") == blind_index("nik", "1")
    assert blind_index("nik", "1") != blind_index("phone", "1")
    assert len(blind_index("nik", "1")) == 32


def test_the_database_holds_no_readable_identity(db):
    person = factories.participant()

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(p)::text FROM participants_participant p WHERE id = %s", [person.pk])
        (row,) = cursor.fetchone()
    assert Participant.objects.get(pk=person.pk).nik == person.nik
    assert person.nik not in row


def test_an_encrypted_field_cannot_be_filtered_on(db):
    with pytest.raises(FieldError):
        Participant.objects.filter(nik="3173050101900001").exists()
    assert Participant.objects.filter(nik__isnull=True).count() == 0
