from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "programs.training"
    verbose_name = "Pelatihan"

    def ready(self) -> None:
        """Register with the roof, and what stages and pages ask of this app."""
        from programs.training import roof
        from programs.training.models import Invitation
        from records.details import Detail, register
        from records.models import StageCode

        roof.register()
        register(Detail(Invitation, StageCode.TRAINING))
