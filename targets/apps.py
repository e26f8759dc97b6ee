from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "targets"
    verbose_name = "Target"

    def ready(self) -> None:
        """Register with the roof."""
        from targets import roof

        roof.register()
