"""Guarantee 19b: what a role sees without a reveal in the log leaves at least 10.000 possible NIKs and KKs.

The guesser knows her kecamatan and her sex, knows which mask and which date is hers, and reads all that the role is
shown: every page about her, every list, the API and both kinds of export.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.urls import NoReverseMatch, get_resolver, reverse

from desk.person import history
from foundation.days import long_date, today
from participants import identity
from participants.access_log import AccessEntry
from participants.corrections import edit
from participants.models import Participant
from participants.verification import return_with_reason, verify
from reports.exports import exporting
from reports.exports.models import Export
from tests.factories import DURI_KEPA, known, participant
from tests.guarantees.matrix.actors import PLACES
from tests.guarantees.matrix.world import World
from tests.guarantees.test_authorisation import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(1200)]
FEWEST = 10_000
PEOPLE = 9
FILES = (("people", "csv"), ("people", "xlsx"))


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


class Town(World):
    """The matrix's world with more people in Duri Kepa: some verified, returned or corrected, no two born on one day."""

    def __init__(self) -> None:
        super().__init__()
        self.known = [self._person(number) for number in range(PEOPLE)]

    def _person(self, number: int) -> Participant:
        born, woman = date(1970 + number, number + 1, number + 11), number % 2
        nik = f"317305{born.day + 40 * woman:02d}{born:%m%y}{7013 + number}"
        about = {"birth_date": born, "sex": "P" if woman else "L", "name": f"Warga Samaran {number}"}
        more = {"kk": f"317305{number + 1:02d}0815{4021 + number}", "phone": f"+62812777{number:04d}"}
        person = participant("PPAPP", DURI_KEPA, by=self.registrar, nik=nik, **about, **more)
        self._and_then(person, number)
        person.refresh_from_db()
        return person

    def _and_then(self, person: Participant, number: int) -> None:
        """Every third verified, returned, or registered with a wrong birth date that was corrected."""
        if number % 3 == 0:
            verify(person, by=self.user("sudin"))
        elif number % 3 == 1:
            return_with_reason(person, by=self.user("sudin"), reason="Periksa KTP")
        else:
            changed = known(person, birth_date=person.birth_date + timedelta(days=1))
            wrong = edit(person, changed, by=self.registrar, version=person.version, reason="Akta")
            edit(wrong, known(person), by=self.registrar, version=wrong.version)


def shown_to(town: Town, role: str) -> tuple[dict[int, str], int]:
    """By person, all that this role is shown without a reveal in the log; and how many answers that were."""
    shared = [read for address in lists(town) if (read := _read(town, role, address))]
    shared += list(_exported(town, role))
    told, answers = {}, len(shared)
    for person in town.known:
        own = [read for address in addresses_about(person) if (read := _read(town, role, address))]
        told[person.pk] = "\n".join([*own, *shared])
        answers += len(own)
    return told, answers


def lists(town: Town) -> Iterator[str]:
    """Every address that names no object."""
    for name, method in addresses(get_resolver().url_patterns):
        if method == "GET" and not name.startswith(("account_", "mfa_")):
            try:
                yield reverse(name)
            except NoReverseMatch:
                continue


def addresses_about(person: Participant) -> Iterator[str]:
    """Every address that names a participant alone, and the searches that find her."""
    key = str(person.public_id)
    for name, method in addresses(get_resolver().url_patterns):
        if method != "GET":
            continue
        for arguments in ({"participant_id": key}, {"id": key} if name.startswith("api-participant") else {}):
            try:
                yield reverse(name, kwargs=arguments) if arguments else ""
            except NoReverseMatch:
                continue
    yield f"{reverse('people:list')}?cari={person.name}"


def _read(town: Town, role: str, address: str) -> str:
    """What one address says to this role; nothing where it is refused, or where saying it was logged as a reveal."""
    if not address:
        return ""
    actor = town.actors[role]
    looks = AccessEntry.objects.filter(user=actor.user, kind__startswith="revealed")
    before = looks.count()
    answer = actor.client(api=address.startswith("/api/")).get(address)
    content = answer.getvalue() if answer.streaming else answer.content
    return "" if answer.status_code != 200 or looks.count() > before else _text(content.decode(errors="replace"))


def _exported(town: Town, role: str) -> Iterator[str]:
    """Both kinds of file of the list behind the number, as far as the role gets them."""
    client = town.actors[role].client(api=False)
    for isi, bentuk in FILES:
        client.post(reverse("exports:ask"), {"isi": isi, "bentuk": bentuk, "saringan": "", "alasan": "Uji"})
        exporting.write_waiting()
    for export in Export.objects.filter(owner=town.user(role)).exclude(file=""):
        answer = client.get(reverse("exports:download", args=[export.public_id]))
        yield _unpacked(answer) if export.format == "xlsx" else answer.getvalue().decode()


def _unpacked(answer: HttpResponse) -> str:
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as sheet:
        return "\n".join(sheet.read(name).decode() for name in sheet.namelist() if name.endswith(".xml"))


def _text(page: str) -> str:
    """A page as it was sent, and as it is read: without tags, which could stand between two digits."""
    return unescape(page + "\n" + re.sub(r"<[^>]*>", "", page))


def niks_left(person: Participant, text: str) -> int:
    """How many NIKs she may have, after all that was said."""
    return _left(person.nik, text, _days_of_birth(person, text), 40 if person.sex == "P" else 0)


def kks_left(person: Participant, text: str) -> int:
    """How many numbers her family card may have: it was issued on any day of thirty years."""
    return _left(person.kk, text, [today() - timedelta(days=days) for days in range(30 * 365)], 0)


def _left(number: str, text: str, days: list[date], plus: int) -> int:
    """The days and serials that fit every mask of this number; its place is known."""
    masks = {mask for mask in re.findall(r"(?<![0-9•])[0-9•]{16}(?![0-9•])", text) if _fits(mask, number)}
    seen = {at: digit for mask in masks for at, digit in enumerate(mask) if digit != "•"}
    dates = _fitting((f"{day.day + plus:02d}{day:%m%y}" for day in days), seen, 6)
    return dates * _fitting((f"{serial:04d}" for serial in range(1, 10_000)), seen, 12)


def _fitting(numbers: Iterable[str], seen: dict[int, str], begins: int) -> int:
    """How many of these agree with the digits that were seen at their place."""
    told = [(at - begins, digit) for at, digit in seen.items() if at >= begins]
    return sum(all(number[at] == digit for at, digit in told if at < len(number)) for number in numbers)


def _fits(mask: str, number: str) -> bool:
    return all(shown in ("•", digit) for shown, digit in zip(mask, number, strict=True))


def _days_of_birth(person: Participant, text: str) -> list[date]:
    """Her birthday if it was said, every day of the year if her age was, else every day of eighty-five years."""
    born = person.birth_date
    if any(words in text for words in (long_date(born), f"{born:%d/%m/%Y}", f"{born:%Y-%m-%d}", f"{born:%d-%m-%Y}")):
        return [born]
    year = [date(born.year, 1, 1) + timedelta(days=days) for days in range(365)]
    if re.search(rf"\b{today().year - born.year} tahun\b", text):
        return year
    return [
        day.replace(year=born.year + more) for more in range(-42, 43) for day in year if (day.month, day.day) != (2, 29)
    ]


def too_few(town: Town, role: str) -> tuple[list[str], int]:
    """Whose NIK or KK this role can narrow down to fewer than 10.000; and how many answers were read."""
    told, answers = shown_to(town, role)
    left = [(person, niks_left(person, told[person.pk]), kks_left(person, told[person.pk])) for person in town.known]
    return [f"{role}: {who}: {nik} NIK, {kk} KK" for who, nik, kk in left if min(nik, kk) < FEWEST], answers


def test_no_role_can_work_out_a_nik_or_kk_from_what_it_is_shown_unlogged():
    town = Town()
    read = {role: too_few(town, role) for role in PLACES}

    print({role: answers for role, (_, answers) in read.items()})  # noqa: T201 - the figure of guarantee 19b
    assert not [line for found, _ in read.values() for line in found]
    assert min(read[role][1] for role in ("lurah", "camat", "kelurahan", "sudin")) > 5 * PEOPLE


def test_the_guesser_finds_a_mask_that_leaves_the_birth_date(monkeypatch):
    monkeypatch.setattr(identity, "SHOWN", 12)

    assert len(too_few(Town(), "lurah")[0]) == PEOPLE


def test_the_guesser_finds_a_birth_date_told_by_the_history(monkeypatch):
    monkeypatch.setattr(history, "SECRET_FIELDS", frozenset())

    assert len(too_few(Town(), "lurah")[0]) == PEOPLE // 3


def test_nothing_about_people_can_be_narrowed_or_ordered_by_birth_date_or_number():
    """A filter by a secret would tell it by halves."""
    town = Town()
    plain = _rows(town, "lurah", "")
    for field in ("nik", "birth_date", "kk", "phone", "lahir", "age", "umur"):
        for asked in (
            f"ordering={field}",
            f"urut={field}",
            f"{field}=1970",
            f"{field}__lt=1975-01-01",
            f"{field}_from=1975-01-01",
        ):
            assert _rows(town, "lurah", asked) in (plain, None), asked


def _rows(town: Town, role: str, asked: str) -> list[str] | None:
    """Whom the API lists, in its order; None where it refuses the question."""
    answer = town.actors[role].client(api=True).get(f"{reverse('api-participant-list')}?{asked}")
    return [row["id"] for row in answer.json()["results"]] if answer.status_code == 200 else None


def test_no_template_prints_a_secret_past_its_mask():
    """Beyond what the guesser happens to read: every template names secrets only with a mask."""
    naked = re.compile(
        r"{{[^}|]*\.(nik|kk|birth_date|phone|email|ktp_address|domicile_address)\s*(\|(?!masked_)[^}]*)?}}"
    )
    templates = list(Path("templates").rglob("*.html"))

    assert len(templates) > 100
    assert [str(path) for path in templates if "gallery" not in path.parts and naked.search(path.read_text())] == []
