from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "programs.training"
    verbose_name = "Pelatihan"

    def ready(self) -> None:
        from programs.training.models import Invitation
        from records.details import Detail, register
        from records.models import StageCode

        register(Detail(Invitation, StageCode.TRAINING))
