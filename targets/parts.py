"""How decisions stand to each other: which set the same, and which lies inside which, told in words.

The constraint and the trigger that keep it so, whoever writes, are in `targets.overlap`.
"""

from django.db.models import BooleanField, F, Func, Value

from foundation.errors import Refused
from targets.models import Target, TargetDecision


def require_room(decision: TargetDecision) -> None:
    """Raise Refused where a decision in force sets the same, or this one reaches beyond what it is a part of."""
    if decision.part_of:
        require_inside(decision, decision.part_of)
    others = [] if decision.is_separate else setting_the_same(decision)
    if others:
        named = ", ".join(f"“{other.title}”" for other in others)
        raise Refused(
            f"{named} sudah menetapkan target yang sama untuk masa itu. Ganti keputusan itu, atau ubah rancangan ini:"
            " pilih keputusan itu pada “Bagian dari”, atau nyatakan terpisah."
        )


def setting_the_same(decision: TargetDecision) -> list[TargetDecision]:
    """Decisions in force, but the one that is replaced, of which a target overlaps one of this decision's."""
    mine = list(decision.targets.all())
    if not mine:
        return []
    counted_alike = Target.objects.filter(
        holds=True, indicator=mine[0].indicator, depth=mine[0].depth, days__overlap=mine[0].days
    ).exclude(decision__in=[decision.pk, decision.replaces_id or decision.pk])
    same = {theirs.decision_id for theirs in counted_alike if any(_overlap(target, theirs) for target in mine)}
    return list(TargetDecision.objects.filter(pk__in=same).order_by("starts_on", "pk"))


def require_inside(part: TargetDecision, whole: TargetDecision) -> None:
    """Raise Refused unless the whole is in force and sets, for longer and further, every target of the part."""
    if not whole.is_in_force:
        raise Refused(f"“{whole.title}” tidak berlaku. Pilih keputusan berlaku yang memuat “{part.title}”.")
    if part.starts_on < whole.starts_on or part.due_on > whole.due_on:
        raise Refused(f"Masa “{part.title}” harus berada di dalam masa “{whole.title}”.")
    if (part.stage_id, part.unit) != (whole.stage_id, whole.unit):
        raise Refused(f"“{part.title}” harus menghitung hal yang sama dengan “{whole.title}”.")
    if outside := list(_outside(part, whole)):
        named = ", ".join(f"{target.line or 'semua lini'} di {target.region}" for target in outside)
        raise Refused(f"“{whole.title}” tidak memuat semua target “{part.title}”: {named}.")


def _outside(part: TargetDecision, whole: TargetDecision) -> list[Target]:
    inside = Func(F("pk"), Value(whole.pk), function="targets_inside", output_field=BooleanField())
    targets = part.targets.select_related("line", "region").annotate(inside=inside)
    return [target for target in targets if not target.inside]


def _overlap(one: Target, other: Target) -> bool:
    return _nested(one.region_id, other.region_id) and _nested(one.line_id or "", other.line_id or "")


def _nested(one: str, other: str) -> bool:
    """Whether one code lies inside the other: codes are paths of whole steps; the empty one holds all."""
    return not one or not other or f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")
