from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "programs.training"
    verbose_name = "Pelatihan"

    def ready(self) -> None:
        """Register with the roof."""
        from programs.training import roof

        roof.register()
