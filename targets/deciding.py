"""Setting targets: draft, change, put in force, replace. A decision in force is never changed, only replaced."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from foundation.errors import Doubt, FieldConflict, Refused, Stale
from foundation.jobs import start_jobs_after
from foundation.numbers import grouped
from foundation.reasons import settle
from foundation.versions import save_if_unchanged
from offices.models import User
from targets.models import DecisionState, Target, TargetDecision
from targets.parts import require_inside, require_room
from targets.plausibility import Cells, unusual, unusual_in
from targets.rights import require_change, require_replace, require_set
from targets.sums import Sums, TargetTable

CHANGED = "targets in force"
"""What jobs follow that are registered to run after a decision came into force."""

COPIED = (
    "title", "number", "decided_on", "source", "region", "stage", "unit", "starts_on", "due_on",
    "grace_days", "published_total", "is_example", "part_of", "is_separate", "unusual_reason",
)  # fmt: skip
"""What a replacement begins with; values that were explained are so in it, until they are typed anew."""


@transaction.atomic
def draft(heading: dict[str, Any], cells: Cells, *, by: User, reason: str = "") -> TargetDecision:
    """A new decision that nobody counts by yet. `heading` are fields of TargetDecision, `cells` its targets.

    Raises NotAllowed out of the officer's duties, NeedsReason where a value looks wrong and no `reason` was given.
    """
    require_set(by, heading["region"].pk)
    kept = _reason_for(heading, cells, reason)
    decision = TargetDecision.objects.create(**heading, unusual_reason=kept, created_by=by)
    _write(decision, cells)
    return decision


@transaction.atomic
def change(
    decision: TargetDecision, version: int, heading: dict[str, Any], cells: Cells, *, by: User, reason: str = ""
) -> TargetDecision:
    """Change a draft. Raises Stale with what differs when somebody saved meanwhile, Refused once it is no draft; else as
    `draft`."""
    require_change(decision, by)
    require_set(by, heading["region"].pk)
    kept = _reason_for(heading, cells, reason)
    others = _changed_cells(decision, cells)
    try:
        changed = save_if_unchanged(decision, version, also_changed=bool(others), **heading, unusual_reason=kept)
    except Stale as stale:
        raise Stale(stale.changes + others) from None
    if changed:
        decision.targets.all().delete()
        _write(decision, cells)
    return decision


@transaction.atomic
def put_in_force(decision: TargetDecision, version: int, *, by: User, reason: str = "") -> TargetDecision:
    """Let the draft count from now on; the decision it replaces stays readable as replaced.

    Parts of the decision that is replaced become parts of this one. One `reason` answers all that is in doubt: every
    selisih, between sum and published total or the two trees, and values that look wrong by now and that nobody has
    explained. Raises NeedsReason with these when none was given; NotAllowed out of the officer's duties, Refused without
    a target, once it is no draft, and where another decision in force sets the same.
    """
    require_change(decision, by)
    table = TargetTable.of(decision)
    if not table.targets:
        raise Refused("Keputusan ini belum memuat satu target pun.")
    if decision.part_of_id:
        decision.part_of = TargetDecision.objects.select_for_update(no_key=True).get(pk=decision.part_of_id)
    require_room(decision)
    kept = _reasons_for(table, reason)
    if decision.replaces_id:
        _replace(decision.replaces_id)
    in_force = {"state": DecisionState.IN_FORCE, "in_force_at": timezone.now(), "in_force_by": by}
    _save_unless_taken(decision, version, in_force | kept)
    _take_over_parts(decision)
    start_jobs_after(CHANGED)
    return decision


@transaction.atomic
def begin_replacement(decision: TargetDecision, *, by: User) -> TargetDecision:
    """A draft with the same content that will replace this decision once it is put in force.

    Locks the decision, so that however often it is asked, at once or later, there is one such draft. Raises NotAllowed
    out of the officer's duties, Refused for a decision that is not in force.
    """
    old = TargetDecision.objects.select_for_update(no_key=True).get(pk=decision.pk)
    require_replace(old, by)
    if waiting := old.replaced_by.filter(state=DecisionState.DRAFT).first():
        return waiting
    successor = TargetDecision.objects.create(
        **{name: getattr(old, name) for name in COPIED}, replaces=old, created_by=by
    )
    _write(successor, {(target.line_id, target.region_id): target.value for target in old.targets.all()})
    return successor


def selisih(sums: Sums) -> list[str]:
    """Every difference, in words; none where all agrees."""
    found = []
    if sums.difference:
        because = f" Sebesar nilai {' atau '.join(sums.explained_by)}." if sums.explained_by else ""
        found.append(
            f"Jumlah target ({grouped(sums.computed)}) berbeda dengan jumlah yang diumumkan"
            f" ({grouped(sums.published or 0)}); selisih {grouped(abs(sums.difference))}.{because}"
        )
    if sums.compared and sums.between_trees:
        by_line, by_area = map(grouped, sums.compared)
        found.append(
            f"Jumlah menurut sudin ({by_line}) berbeda dengan jumlah menurut wilayah ({by_area});"
            f" selisih {grouped(abs(sums.between_trees))}."
        )
    return found


def _reason_for(heading: dict[str, Any], cells: Cells, reason: str) -> str:
    """The reason to keep; NeedsReason where one is wanted and missing."""
    return settle(_unusual_values(unusual(heading, cells)), reason).words


def _reasons_for(table: TargetTable, reason: str) -> dict[str, str]:
    """The one reason, in the fields of the doubts that it answers; a value that was explained is not asked about again."""
    decision = table.decision
    differences = [Doubt("target_difference", words) for words in selisih(table.sums())]
    values = [] if decision.unusual_reason else _unusual_values(unusual_in(decision, table.targets))
    words = settle([*differences, *values], reason).words
    return {
        "difference_reason": words if differences else "",
        "unusual_reason": words if values else decision.unusual_reason,
    }


def _unusual_values(said: list[str]) -> list[Doubt]:
    return [Doubt("target_value", words) for words in said]


def _replace(pk: int) -> None:
    """The replaced one, unless another replacement was quicker."""
    replaced = TargetDecision.objects.filter(pk=pk, state=DecisionState.IN_FORCE).update(state=DecisionState.REPLACED)
    if not replaced:
        raise Refused("Keputusan yang hendak diganti sudah diganti oleh keputusan lain.")


def _save_unless_taken(decision: TargetDecision, version: int, values: dict[str, Any]) -> None:
    """Save; where another decision came into force this very moment, say so as if it had been there before."""
    try:
        with transaction.atomic():
            save_if_unchanged(decision, version, **values)
    except IntegrityError:
        require_room(decision)
        raise


def _take_over_parts(decision: TargetDecision) -> None:
    """What was part of the replaced decision is part of its successor, which must hold it."""
    for part in TargetDecision.objects.filter(part_of=decision.replaces_id or 0, state=DecisionState.IN_FORCE):
        require_inside(part, decision)
        TargetDecision.objects.filter(pk=part.pk).update(part_of=decision)


def _write(decision: TargetDecision, cells: Cells) -> None:
    Target.objects.bulk_create(
        Target(decision=decision, line_id=line, region_id=area, value=value, due_on=decision.due_on)
        for (line, area), value in cells.items()
    )


def _changed_cells(decision: TargetDecision, cells: Cells) -> list[FieldConflict]:
    """Targets that another officer stored otherwise."""
    stored = {
        (target.line_id, target.region_id): target for target in decision.targets.select_related("line", "region")
    }
    found = []
    for key in sorted(stored.keys() | cells.keys(), key=str):
        theirs, yours = stored.get(key), cells.get(key)
        if theirs is None or theirs.value != yours:
            label = str(theirs.line or theirs.region) if theirs else key[0] or key[1]
            found.append(FieldConflict(f"target {key}", label, _value(theirs.value if theirs else None), _value(yours)))
    return found


def _value(number: int | None) -> str:
    return "–" if number is None else grouped(number)
