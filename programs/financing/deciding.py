"""An application for capital, and what becomes of it. Only money that was disbursed completes P7."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from foundation.errors import Refused
from foundation.files import CleanFile
from foundation.versions import save_if_unchanged
from offices.models import User
from participants.models import Participant
from participants.rights import require_active
from programs.financing.models import NEXT, Financing, FinancingState
from records.completion import complete, require_past
from records.models import Source, StageCode, StageRecord
from records.rights import require_record

NOT_YET = "Bukti dukung disimpan bersama pencairan. Kosongkan berkasnya dan lampirkan saat modal cair."


@transaction.atomic
def apply(
    participant: Participant,
    *,
    lender: str,
    kind: str,
    amount: Decimal,
    applied_on: date,
    by: User,
    note: str = "",
    disbursed_on: date | None = None,
    acting: str | None = None,
    reason: str = "",
    evidence: CleanFile | None = None,
) -> Financing:
    """Record an application; with `disbursed_on` also that it was paid out, and P7 with it.

    Raises NotAllowed out of the officer's duties, Refused for a day to come, a person who has left, or evidence of
    what is not paid out yet, and, when paid out, what `complete` raises.
    """
    person = Participant.objects.with_row_lock().select_related("line").get(pk=participant.pk)
    require_record(person, StageCode.CAPITAL, by)
    require_active(person, before="mencatat permodalan")
    _check_day(applied_on, since=None)
    told = {"lender": lender, "kind": kind, "amount": amount, "applied_on": applied_on, "note": note, "recorded_by": by}
    row = Financing(participant=person, **told)
    if disbursed_on:
        _check_day(disbursed_on, since=applied_on)
        row.state, row.disbursed_on = FinancingState.DISBURSED, disbursed_on
        row.record = _complete(person, disbursed_on, by, acting=acting, reason=reason, evidence=evidence)
    elif evidence:
        raise Refused(NOT_YET)
    return row.store()


@transaction.atomic
def decide(
    financing: Financing,
    *,
    version: int,
    state: str,
    on: date,
    by: User,
    acting: str | None = None,
    reason: str = "",
    evidence: CleanFile | None = None,
) -> Financing:
    """Record what became of the application on that day; paid out, P7 with it.

    Raises Refused for a step that does not follow, as after somebody else's decision, Stale when somebody saved after
    `version`, and what `apply` raises.
    """
    person = Participant.objects.with_row_lock().select_related("line").get(pk=financing.participant_id)
    require_record(person, StageCode.CAPITAL, by)
    if FinancingState(state) not in NEXT[FinancingState(financing.state)]:
        raise Refused(
            f"Permodalan yang {financing.get_state_display().lower()} tidak dapat menjadi {FinancingState(state).label}."
        )
    _check_day(on, since=financing.decided_on or financing.applied_on)
    if state != FinancingState.DISBURSED:
        if evidence:
            raise Refused(NOT_YET)
        save_if_unchanged(financing, version, state=state, decided_on=on)
        return financing
    record = _complete(person, on, by, acting=acting, reason=reason, evidence=evidence)
    save_if_unchanged(financing, version, state=state, disbursed_on=on, record=record)
    return financing


def _complete(person: Participant, on: date, by: User, **told: Any) -> StageRecord:
    return complete(person, StageCode.CAPITAL, on=on, by=by, source=Source.FINANCING, **told)


def _check_day(on: date, *, since: date | None) -> None:
    require_past(on)
    if since and on < since:
        raise Refused("Tanggal keputusan atau pencairan mendahului tanggal sebelumnya. Periksa urutannya.")
