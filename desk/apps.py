from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = "Meja kerja"

    def ready(self) -> None:
        """Register with the roof."""
        from desk import roof

        roof.register()
