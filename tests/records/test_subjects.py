"""Every model that fills a stage is registered for it."""

import pytest
from django.apps import apps
from django.template.loader import get_template
from django.urls import reverse

from records.models import StageCode, StageDetail
from records.subjects import filling, subjects


def test_every_model_that_fills_a_stage_is_registered():
    concrete = {model for model in apps.get_models() if issubclass(model, StageDetail)}

    assert {subject.model for subject in subjects} == concrete


def test_every_stage_beyond_the_registration_is_filled_by_something():
    assert {code for code in StageCode if not filling(code)} == {StageCode.REGISTRATION}


@pytest.mark.parametrize("subject", list(subjects), ids=lambda subject: subject.name)
def test_the_page_and_the_templates_a_subject_names_exist(subject):
    assert get_template(subject.template)
    assert subject.waiting == "" or get_template(subject.waiting)
    assert bool(subject.form) == bool(subject.action)
    assert subject.form == "" or reverse(subject.form, args=["7e6a2b9c-0000-4000-8000-000000000000"])


def test_a_stage_is_recorded_on_one_page():
    stages = [subject.stage for subject in subjects if subject.form]

    assert sorted(stages) == sorted(set(stages))
    assert StageCode.TRAINING not in stages
