from django.apps import AppConfig


class TurnoverConfig(AppConfig):
    name = "programs.turnover"
    verbose_name = "Laporan omzet"

    def ready(self) -> None:
        """Register with the roof, and say which stage this app fills."""
        from programs.turnover import roof
        from programs.turnover.models import TurnoverReport
        from records.details import Detail, register
        from records.models import StageCode

        roof.register()
        register(Detail(TurnoverReport, StageCode.REPORTING))
