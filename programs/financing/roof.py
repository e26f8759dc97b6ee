"""What financing registers with the roof."""

from django.db.models import Exists
from django.db.models.expressions import NegatedExpression

from foundation.reasons import ReasonKind, reason_kinds
from programs.financing.models import Financing
from records.facts import Fact, facts
from records.models import StageCode, StageRecordQuerySet
from records.subjects import Subject, subjects


def register() -> None:
    """Money paid out on the person's page, and before it the applications that are not; that she never got any."""
    reason_kinds.register(
        ReasonKind(
            "never_granted",
            "Sudah pernah menerima modal",
            (
                "Pinjaman sebelumnya lunas",
                "Modal tambahan untuk usaha lain",
                "Sumber modal berbeda",
            ),
        ),
    )
    subjects.register(
        Subject(
            Financing,
            StageCode.CAPITAL,
            "financing/_panel.html",
            form="financing:apply",
            action="Catat pengajuan",
            waiting="financing/_waiting.html",
        )
    )
    facts.register(Fact("never_granted", "Belum pernah menerima", [("", "modal")], "pernah menerima {}", never_granted))


def never_granted(records: StageRecordQuerySet, _: str) -> NegatedExpression:
    """No money was ever paid out to her."""
    return ~Exists(records.filter(stage=StageCode.CAPITAL))
