from django.apps import AppConfig


class TurnoverConfig(AppConfig):
    name = "programs.turnover"
    verbose_name = "Laporan omzet"

    def ready(self) -> None:
        from programs.turnover.models import TurnoverReport
        from records.details import Detail, register
        from records.models import StageCode

        register(Detail(TurnoverReport, StageCode.REPORTING))
