"""What fills a stage is shown on the page of a person."""

import pytest
from django.apps import apps
from django.template.loader import get_template
from django.urls import reverse

from records.models import Stage, StageDetail
from records.subjects import subjects


def test_every_subject_that_fills_a_stage_has_a_panel():
    kinds = {model for model in apps.get_models() if issubclass(model, StageDetail)}

    assert kinds
    assert {panel.detail for panel in subjects} == kinds


@pytest.mark.parametrize("panel", list(subjects), ids=lambda panel: panel.name)
def test_the_page_and_the_templates_a_panel_names_exist(panel):
    assert get_template(panel.template)
    assert panel.waiting == "" or get_template(panel.waiting)
    assert bool(panel.form) == bool(panel.action)
    assert panel.form == "" or reverse(panel.form, args=["7e6a2b9c-0000-4000-8000-000000000000"])


def test_a_stage_is_recorded_on_one_page():
    stages = [panel.stage for panel in subjects if panel.form]

    assert sorted(stages) == sorted(set(stages))
    assert Stage.TRAINING not in stages
