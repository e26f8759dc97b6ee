from django.apps import AppConfig


class FinancingConfig(AppConfig):
    name = "programs.financing"
    verbose_name = "Permodalan"

    def ready(self) -> None:
        """Register with the roof."""
        from programs.financing import roof

        roof.register()
