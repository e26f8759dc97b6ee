"""The seven stages of one person, as her page shows them."""

from dataclasses import dataclass, field

from django.urls import reverse

from foundation.days import long_date
from offices.models import User
from participants.models import Participant
from records.expectations import expectations_of, lacking
from records.marks import marked
from records.mending import why_not_anew
from records.models import Expectation, Stage, StageDetail, StageRecord
from records.rights import may_take_back, recordable_stages
from records.subjects import Subject, filling, subjects
from referrals.models import Referral

SHOWN = 3
"""How many valid records of a stage lie open; the rest is folded."""


@dataclass
class Panel:
    """One stage of one person: what was recorded, what waits, and where to record more."""

    stage: Stage
    records: list[StageRecord] = field(default_factory=list)
    referral: Referral | None = None
    waiting: list[tuple[str, StageDetail]] = field(default_factory=list)
    """Rows without a record, each with the template that draws it."""
    may_record: bool = False
    takable: set[int] = field(default_factory=set)
    anew: set[int] = field(default_factory=set)
    marks: dict[int, list[str]] = field(default_factory=dict)
    """Words beside records, by key."""
    url: str = ""
    action: str = ""
    lacks: list[Expectation] = field(default_factory=list)
    """What the stage expects and she does not meet today."""

    @property
    def first(self) -> StageRecord | None:
        """The record that counts her."""
        return next((record for record in self.records if record.is_first), None)

    @property
    def done_on(self) -> str:
        """The day of the record that counts her, in words."""
        return long_date(self.first.occurred_on) if self.first else ""

    @property
    def detail(self) -> str:
        """How often, where there is more than once."""
        times = len(self.valid)
        return f"{times} {self.stage.unit}" if times > 1 else ""

    @property
    def referred(self) -> str:
        if self.referral is None:
            return ""
        answered = f", {self.referral.answered}" if self.referral.answers else ""
        return f"Dirujuk ke {self.referral.to_sudin} sampai {long_date(self.referral.ends_on)}{answered}"

    @property
    def subjects(self) -> list[Subject]:
        """The subjects that fill this stage."""
        return filling(self.stage.pk)

    @property
    def valid(self) -> list[StageRecord]:
        return [record for record in self.records if record.voided_at is None]

    @property
    def recent(self) -> list[StageRecord]:
        return self.valid[:SHOWN]

    @property
    def folded(self) -> list[StageRecord]:
        """Earlier ones, and those taken back."""
        return [record for record in self.records if record not in self.recent]

    @property
    def folded_words(self) -> str:
        voided = len(self.records) - len(self.valid)
        earlier = len(self.folded) - voided
        if not earlier:
            return f"{voided} {self.stage.unit} dibatalkan"
        return f"{earlier} {self.stage.unit} sebelumnya" + (f", {voided} dibatalkan" if voided else "")


def panels_of(person: Participant, user: User) -> list[Panel]:
    """All seven, in order; the number of queries does not depend on what was recorded."""
    panels = {stage.pk: Panel(stage) for stage in Stage.objects.all()}
    people = ("recorded_by", "voided_by", "acting_sudin", "credited_line", "kelurahan__successor")
    records = person.stage_records.select_related(
        *people, *(subject.relation for subject in subjects)
    ).prefetch_related("evidence__added_by", "replaced_by")
    for record in records.order_by("-occurred_on", "-pk"):
        panels[record.stage_id].records.append(record)
    for referral in person.referrals.open().with_answers().select_related("to_sudin", "stage"):
        panels[referral.stage_id].referral = referral
    for subject in subjects:
        panels[subject.stage].waiting += [(subject.waiting, row) for row in subject.rows_waiting(person)]
    for stage in recordable_stages(person, user):
        panels[stage].may_record = True
        panels[stage].url, panels[stage].action = _form_of(person, panels[stage])
    marks = marked([record.pk for panel in panels.values() for record in panel.valid])
    for panel in panels.values():
        panel.marks = marks
        panel.takable = {
            row.pk for row in panel.records if not row.is_registration and may_take_back(row, person, user)
        }
        panel.anew = {row.pk for row in panel.records if not why_not_anew(row, user)}
    if person.is_active:
        for lacked in lacking([person], expectations_of(panels)).get(person.pk, []):
            panels[lacked.stage_id].lacks.append(lacked)
    return list(panels.values())


def _form_of(person: Participant, panel: Panel) -> tuple[str, str]:
    """Where the stage is recorded for her, and the words of the button; nothing where a class does it."""
    form = next((subject for subject in panel.subjects if subject.form), None)
    if not person.is_active or form is None:
        return "", ""
    return reverse(form.form, args=[person.public_id]), form.action
