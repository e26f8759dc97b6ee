from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = "Catatan tahap"

    def ready(self) -> None:
        """Register with the roof."""
        from records import roof

        roof.register()
