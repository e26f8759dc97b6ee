"""Another key for what is encrypted: written anew while the portal serves, and the old key taken out for good."""

import base64
import os
import subprocess
import sys

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from accounts.second_factor import SecondFactorAdapter
from foundation import encryption, rekeying
from foundation.errors import Refused
from foundation.history import RENEWAL, Change, columns_changed_since, history_of
from foundation.key_checks import KeyCheck, WrongKeys, forget, require_fitting
from foundation.rekeying import in_use, renew
from local import trial
from local.paths import ROOT
from participants.models import Participant
from tests import factories

NEWER = b"kunci lebih baru untuk rotasi.. "


@pytest.fixture
def keys(settings):
    """The settings' keys, to be exchanged; ciphers are made anew for each."""
    encryption._cipher.cache_clear()
    yield settings
    encryption._cipher.cache_clear()


def introduce(keys):
    keys.FIELD_KEYS = keys.FIELD_KEYS | {2: NEWER}


def without_the_old(keys):
    keys.FIELD_KEYS = {2: NEWER}
    encryption._cipher.cache_clear()


def one_with_a_second_factor():
    adapter = SecondFactorAdapter()
    user = factories.user_with("administrator")
    Authenticator.objects.create(user=user, type="totp", data={"secret": adapter.encrypt("rahasia")})
    return user


def as_owner(committed, *words):
    """A command of the data centre, under both keys."""
    both = f"{trial.settings_for_tests()['FIELD_KEYS']},2:{base64.b64encode(NEWER).decode()}"
    env = os.environ | trial.settings_for_tests() | {"DATABASE_OWNER_URL": committed[trial.OWNER], "FIELD_KEYS": both}
    env |= {"DATABASE_URL": committed[trial.APP], "DATABASE_READER_URL": committed[trial.READER]}
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_renewed_and_forgotten_the_portal_starts_and_reads_without_the_old_key(committed, keys):
    people = [factories.participant() for _ in range(3)]
    user = one_with_a_second_factor()
    before = {person.pk: (person.nik, person.domicile_address, bytes(person.nik_index)) for person in people}
    introduce(keys)
    assert as_owner(committed, "prepare").returncode == 0
    assert set(in_use()) == {1}
    assert "masih dipakai" in as_owner(committed, "field_keys", "forget", "--kunci", "1").stderr

    said = as_owner(committed, "field_keys", "renew").stdout
    assert "participants_participant: 3 baris ditulis ulang." in said
    assert "Semua isian dan berkas memakai kunci 2; kunci yang lebih lama dapat dilupakan." in said
    assert set(in_use()) == {2}
    assert "Kunci 1 dilupakan" in as_owner(committed, "field_keys", "forget", "--kunci", "1").stdout
    require_fitting()  # a web that has not been started anew goes on
    assert as_owner(committed, "prepare").returncode == 0
    assert not KeyCheck.objects.filter(name="FIELD_KEYS 1").exists()
    without_the_old(keys)

    require_fitting()
    stored = Participant.objects.filter(pk__in=before)
    assert {one.pk: (one.nik, one.domicile_address, bytes(one.nik_index)) for one in stored} == before
    assert SecondFactorAdapter().decrypt(user.authenticator_set.get().data["secret"]) == "rahasia"


def test_ended_in_between_it_goes_on_where_it_stopped(db, keys, monkeypatch):
    monkeypatch.setattr(rekeying, "CHUNK", 2)
    for _ in range(5):
        factories.participant()
    introduce(keys)

    chunks = renew()
    assert next(chunks) == ("participants_participant", 2)
    chunks.close()
    assert in_use() == {1: 3, 2: 2}
    assert [written for _, written in renew()] == [2, 1]
    assert list(renew()) == []


def test_a_key_that_is_in_use_or_writes_is_not_forgotten(db, keys):
    factories.participant()
    introduce(keys)

    with pytest.raises(Refused, match="masih dipakai 1 baris atau berkas"):
        forget(1, using="default")
    with pytest.raises(Refused, match="dipakai untuk menulis"):
        forget(2, using="default")
    without_the_old(keys)
    with pytest.raises(WrongKeys, match="FIELD_KEYS 1"):
        require_fitting()


def test_the_history_keeps_it_and_nobody_is_told_that_her_data_changed(db, keys):
    person = factories.participant()
    shown, version = history_of(person).count(), person.version
    introduce(keys)
    list(renew())

    assert Change.objects.filter(label=RENEWAL, row_key=str(person.pk)).count() == 1
    assert history_of(person).count() == shown
    assert columns_changed_since(person, version) == set()


def test_the_command_says_which_keys_are_used_also_without_one_of_them_and_renews_under_none_unannounced(
    db, keys, capsys
):
    factories.participant()
    introduce(keys)
    with pytest.raises(CommandError, match=r"FIELD_KEYS 2 belum dikenal basis data ini\. Jalankan manage\.py prepare"):
        call_command("field_keys", "renew")
    without_the_old(keys)
    call_command("field_keys", "status")
    assert "Kunci 1: 1 baris atau berkas." in capsys.readouterr().out
    with pytest.raises(CommandError, match="Sebut nomornya"):
        call_command("field_keys", "forget")


def test_what_lies_encrypted_has_a_place(db):
    assert {place.name for place in rekeying.every_place()} == {
        "participants_participant",
        "desk_draft",
        "mfa_authenticator",
        "records_evidence.file",
        "reports_export.file",
    }
