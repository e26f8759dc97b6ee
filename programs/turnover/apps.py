from django.apps import AppConfig


class TurnoverConfig(AppConfig):
    name = "programs.turnover"
    verbose_name = "Laporan omzet"

    def ready(self) -> None:
        """Register with the roof."""
        from programs.turnover import roof

        roof.register()
