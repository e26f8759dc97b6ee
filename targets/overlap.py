"""Two decisions never set the same: constraint and triggers behind it, and who collides, in words.

The same is: one stage and unit, areas and lines of which one lies inside the other, days in common. A decision may be
part of another, inside it in days, areas and lines; parts of one whole do not overlap either. What is declared separate
stands beside all this.
"""

from typing import Any

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce


def _under(code: Any) -> Func:
    """The range of all codes inside this one; everything for the empty code."""
    return Func(code, function="targets_under")


ONE_DECISION_SETS_A_TARGET = ExclusionConstraint(
    name="one_decision_sets_a_target",
    expressions=[
        (F("indicator"), RangeOperators.EQUAL),
        (_under(Coalesce(F("line"), Value(""))), RangeOperators.OVERLAPS),
        (_under(F("region")), RangeOperators.OVERLAPS),
        (F("depth"), RangeOperators.EQUAL),
        (F("decision"), RangeOperators.NOT_EQUAL),
        (F("days"), RangeOperators.OVERLAPS),
    ],
    condition=Q(holds=True),
    violation_error_message="Keputusan lain sudah menetapkan target yang sama untuk masa itu.",
)

COPIED_FROM_DECISION = pgtrigger.Trigger(
    name="copied_from_decision",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
    WITH RECURSIVE whole (part_of_id, depth) AS (
        SELECT part_of_id, 0 FROM targets_targetdecision WHERE id = NEW.decision_id
        UNION ALL
        SELECT decision.part_of_id, whole.depth + 1
        FROM whole JOIN targets_targetdecision AS decision ON decision.id = whole.part_of_id
        WHERE whole.depth < 9
    )
    SELECT stage_id || ' ' || unit, daterange(starts_on, due_on, '[]'), state = 'berlaku' AND NOT is_separate,
           (SELECT max(depth) FROM whole)
    INTO NEW.indicator, NEW.days, NEW.holds, NEW.depth
    FROM targets_targetdecision WHERE id = NEW.decision_id;
    RETURN NEW;
    """,
)

PASSED_ON_TO_TARGETS = pgtrigger.Trigger(
    name="passed_on_to_targets",
    when=pgtrigger.After,
    operation=pgtrigger.Update,
    func="""
    WITH RECURSIVE part (id) AS (
        SELECT NEW.id
        UNION
        SELECT decision.id FROM part JOIN targets_targetdecision AS decision ON decision.part_of_id = part.id
    )
    UPDATE targets_target SET decision_id = decision_id WHERE decision_id IN (SELECT id FROM part);
    RETURN NULL;
    """,
)

INSIDE_ITS_WHOLE = pgtrigger.Trigger(
    name="inside_its_whole",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update,
    timing=pgtrigger.Deferred,
    func="""
    IF EXISTS (
        SELECT FROM targets_targetdecision AS part
        JOIN targets_targetdecision AS whole ON whole.id = part.part_of_id
        JOIN targets_target AS target ON target.decision_id = part.id
        WHERE part.state = 'berlaku' AND NEW.id IN (part.id, whole.id)
          AND NOT (whole.state = 'berlaku' AND targets_inside(target.id, whole.id))
    ) THEN
        RAISE EXCEPTION 'Keputusan bagian tidak berada di dalam keputusan induknya.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'part_lies_inside_its_whole';
    END IF;
    RETURN NULL;
    """,
)
