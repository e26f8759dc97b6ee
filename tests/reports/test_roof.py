"""The jobs of the figures follow what they are figures of."""

from foundation.jobs import jobs
from records import completion
from targets import deciding


def test_a_record_starts_the_folding_and_a_decision_the_results():
    after = {job.after: job.task for job in jobs if job.after}

    assert after == {
        completion.CHANGED: "reports.tasks.fold_progress",
        deciding.CHANGED: "reports.tasks.roll_up_targets",
    }
