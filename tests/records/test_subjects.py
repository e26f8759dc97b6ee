"""Every model that fills a stage is registered for it."""

from django.apps import apps

from records.models import StageCode, StageDetail
from records.subjects import filling, subjects


def test_every_model_that_fills_a_stage_is_registered():
    concrete = {model for model in apps.get_models() if issubclass(model, StageDetail)}

    assert {subject.model for subject in subjects} == concrete


def test_every_stage_beyond_the_registration_is_filled_by_something():
    assert {code for code in StageCode if not filling(code)} == {StageCode.REGISTRATION}
