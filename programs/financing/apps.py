from django.apps import AppConfig


class FinancingConfig(AppConfig):
    name = "programs.financing"
    verbose_name = "Permodalan"

    def ready(self) -> None:
        from programs.financing.models import Financing
        from records.details import Detail, register
        from records.models import StageCode

        register(Detail(Financing, StageCode.CAPITAL))
