from django.apps import AppConfig


class FinancingConfig(AppConfig):
    name = "programs.financing"
    verbose_name = "Permodalan"

    def ready(self) -> None:
        """Register with the roof, and say which stage this app fills."""
        from programs.financing import roof
        from programs.financing.models import Financing
        from records.details import Detail, register
        from records.models import StageCode

        roof.register()
        register(Detail(Financing, StageCode.CAPITAL))
