"""A change whose answer was lost is sent again: the officer's own stored change is done, not somebody else's save."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from desk.person.forms import BusinessForm, CorrectionForm
from desk.verifying.forms import ReturnForm, VerifyForm
from foundation.forms import VersionedForm
from foundation.history import history_of
from foundation.reasons import UsualReason
from offices import golive
from offices.models import GoLive
from offices.roles import Role
from participants.models import Participant
from programs.bazaars.forms import ChangeBazaarForm, DayForm
from programs.bazaars.models import Bazaar, BazaarDay
from programs.financing.forms import DecisionForm
from programs.training.forms import AttendanceForm, ChangeClassForm
from programs.training.models import TrainingClass
from records.forms import ChangeExpectationForm, ChangeReasonForm
from records.models import Expectation
from targets import deciding
from targets.forms import ChangeDecisionForm, InForceForm
from targets.golive.forms import GoLiveForm
from tests import decisions, factories
from tests.api.calls import calls_as
from tests.programs.bazaars import rows as bazaars
from tests.programs.stage_forms import EARLIER, FINANCING
from tests.programs.stage_forms import address as stage_address
from tests.programs.training import rows as classes
from tests.sessions import client_of

pytestmark = pytest.mark.django_db


@dataclass
class Sent:
    """A page of a versioned form, what is typed anew there, and the row that others change afterwards."""

    page: str
    typed: dict[str, Any]
    row: Any
    by: Any
    shown: str = ""

    def fields(self) -> dict[str, Any]:
        """The form as its page opens, with what is typed anew."""
        context = client_of(self.by).get(self.shown or self.page).context
        form = context[self.typed.pop("<form>", "form")]
        values = {name: form[name].value() for name in form.fields}
        return {name: value for name, value in values.items() if value not in (None, False)} | self.typed


def a_class():
    officer = factories.sudin_officer("PPAPP")
    held = classes.with_invitations(officer, [factories.participant("PPAPP")])
    return officer, held


def class_form():
    officer, held = a_class()
    return Sent(reverse("training:edit", args=[held.public_id]), {"title": "Judul Baru"}, held, officer)


def class_sheet():
    officer, held = a_class()
    present = [str(one.public_id) for one in held.invitations.all()]
    typed = {"present": present, "reason": "NIB diurus"}
    return Sent(reverse("training:attendance", args=[held.public_id]), typed, held, officer)


def bazaar_form():
    officer = factories.sudin_officer("PPAPP")
    held = bazaars.bazaar(officer)
    return Sent(reverse("bazaars:edit", args=[held.public_id]), {"name": "Nama Baru"}, held, officer)


def bazaar_sheet():
    officer, trader = factories.sudin_officer("PPAPP"), bazaars.trader()
    held = bazaars.with_stands(officer, [trader])
    page = reverse("bazaars:day", args=[held.public_id, bazaars.YESTERDAY.isoformat()])
    return Sent(page, {"present": [str(bazaars.stand_of(held, trader).public_id)]}, held, officer)


def correction():
    officer = factories.kelurahan_officer()
    her = factories.participant(by=officer)
    return Sent(reverse("person:edit", args=[her.public_id]), {"birth_place": "Bogor"}, her, officer)


def business():
    her = bazaars.trader(by=(officer := factories.kelurahan_officer()))
    row = her.businesses.get()
    page = reverse("person:edit_business", args=[her.public_id, row.public_id])
    return Sent(page, {"business_name": "Usaha Baru"}, row, officer)


def waiting(name, form):
    officer, her = factories.sudin_officer("PPAPP"), factories.participant("PPAPP")
    page, typed = reverse(f"verifying:{name}", args=[her.public_id]), {"reason": "Nama keliru", "<form>": form}
    return Sent(page, typed, her, officer, shown=reverse("verifying:verify", args=[her.public_id]))


def a_draft():
    officer = factories.user_with(Role.PEREKONOMIAN)
    return officer, deciding.draft(decisions.values(), decisions.CELLS_2020, by=officer)


def draft_form():
    officer, drafted = a_draft()
    typed = {"title": "Judul Baru", "stage": "P1"}
    return Sent(reverse("targets:edit", args=[drafted.public_id]), typed, drafted, officer)


def enforced():
    officer, drafted = a_draft()
    shown = reverse("targets:detail", args=[drafted.public_id])
    typed = {"reason": "Diumumkan tanpa Parekraf."}
    return Sent(reverse("targets:enforce", args=[drafted.public_id]), typed, drafted, officer, shown=shown)


def financing():
    officer, her = factories.sudin_officer("PPAPP"), factories.participant(on=EARLIER)
    client_of(officer).post(stage_address("financing:apply", her), FINANCING)
    row = her.financings.get()
    return Sent(reverse("financing:decide", args=[row.public_id]), {"state": "disetujui"}, row, officer)


def a_rule(address, row, typed):
    administrator = factories.user_with(Role.ADMINISTRATOR)
    return Sent(reverse(address, args=[row.public_id]), typed, row, administrator)


def go_live():
    officer, month = factories.user_with(Role.PEREKONOMIAN), date(2026, 3, 1)
    golive.set_month("PPAPP@31.73", month, by=officer, version=golive.sheet_version())
    typed = {"office": "PPAPP@31.73", "month": "2026-02"}
    return Sent(reverse("targets:golive"), typed, GoLive.objects.get(), officer)


FORMS = {
    ChangeClassForm: class_form,
    AttendanceForm: class_sheet,
    ChangeBazaarForm: bazaar_form,
    DayForm: bazaar_sheet,
    CorrectionForm: correction,
    BusinessForm: business,
    VerifyForm: lambda: waiting("verify", "form"),
    ReturnForm: lambda: waiting("send_back", "return_form"),
    ChangeDecisionForm: draft_form,
    InForceForm: enforced,
    DecisionForm: financing,
    ChangeExpectationForm: lambda: a_rule("expectations:edit", Expectation.objects.first(), {"words": "Belum ada."}),
    ChangeReasonForm: lambda: a_rule("reasons:edit", UsualReason.objects.first(), {"words": "Lain sama sekali"}),
    GoLiveForm: go_live,
}


def versioned(kind=VersionedForm):
    """Every form of the portal that carries a version and that nothing refines."""
    below = [one for one in kind.__subclasses__() if not one.__module__.startswith("tests.")]
    return {kind} if not below and kind is not VersionedForm else {leaf for one in below for leaf in versioned(one)}


def test_every_versioned_form_is_tried_here():
    assert set(FORMS) == versioned()


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.__name__)
def test_sent_again_unchanged_it_is_done_and_changes_nothing(kind):
    case = FORMS[kind]()
    typed, client = case.fields(), client_of(case.by)
    first = client.post(case.page, typed)
    assert first.status_code == 302, first.text
    type(case.row).objects.filter(pk=case.row.pk).update(version=40)
    before = type(case.row).objects.filter(pk=case.row.pk).values().get()

    again = client.post(case.page, typed)

    assert (again.status_code, again.url) == (302, first.url)
    assert type(case.row).objects.filter(pk=case.row.pk).values().get() == before


ACTS = {VerifyForm, ReturnForm, InForceForm, DecisionForm}
"""What is done by sending them, whatever is typed."""


@pytest.mark.parametrize("kind", FORMS.keys() - ACTS, ids=lambda kind: kind.__name__)
def test_saved_as_it_stands_it_says_so_and_writes_no_history(kind):
    case = FORMS[kind]()
    client = client_of(case.by)
    assert client.post(case.page, case.fields() | {"version": versions(case)}).status_code == 302
    before, written = versions(case), history_of(case.row).count()

    told = client.post(case.page, case.fields() | {"version": before}, follow=True)

    assert "Tidak ada yang berubah." in told.text
    assert (versions(case), history_of(case.row).count()) == (before, written)


def versions(case):
    return type(case.row).objects.values_list("version", flat=True).get(pk=case.row.pk)


@pytest.mark.parametrize("kind", [ChangeClassForm, CorrectionForm, ChangeDecisionForm], ids=lambda kind: kind.__name__)
def test_sent_again_with_other_words_or_by_another_officer_it_is_late(kind):
    case = FORMS[kind]()
    typed, name = case.fields(), next(iter(case.typed))
    assert client_of(case.by).post(case.page, typed).status_code == 302
    type(case.row).objects.filter(pk=case.row.pk).update(version=40)

    assert client_of(case.by).post(case.page, typed | {name: "Lain Lagi"}).status_code == 409


def test_a_change_that_was_refused_may_be_sent_again_unchanged():
    officer, held = a_class()
    page = reverse("training:edit", args=[held.public_id])
    typed = Sent(page, {"title": "Judul Baru"}, held, officer).fields()
    TrainingClass.objects.filter(pk=held.pk).update(version=40)
    assert client_of(officer).post(page, typed).status_code == 409
    TrainingClass.objects.filter(pk=held.pk).update(version=typed["version"])

    assert client_of(officer).post(page, typed).status_code == 302
    assert TrainingClass.objects.get().title == "Judul Baru"


def test_the_same_ticks_for_another_day_are_another_sheet():
    officer, trader = factories.sudin_officer("PPAPP"), bazaars.trader()
    held = bazaars.with_stands(officer, [trader])
    typed = {"version": held.version, "present": [str(bazaars.stand_of(held, trader).public_id)]}
    days = [reverse("bazaars:day", args=[held.public_id, day.isoformat()]) for day in held.days]
    assert client_of(officer).post(days[0], typed).status_code == 302
    Bazaar.objects.filter(pk=held.pk).update(version=typed["version"])

    assert client_of(officer).post(days[1], typed).status_code == 302
    assert BazaarDay.objects.count() == 2


def test_the_api_answers_a_repeated_change_under_its_key_as_done(client):
    officer, her = factories.sudin_officer("PPAPP"), factories.participant("PPAPP")
    client, key = calls_as(client, officer), {"Idempotency-Key": str(uuid4())}
    page = f"/api/v1/participants/{her.public_id}/verify/"

    answers = [client.post(page, headers=key) for _ in range(2)]

    assert [one.status_code for one in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert client.post(page).status_code == 409
    assert Participant.objects.get(pk=her.pk).version == her.version + 1
