from django.apps import AppConfig


class BazaarsConfig(AppConfig):
    name = "programs.bazaars"
    verbose_name = "Bazar"

    def ready(self) -> None:
        """Register with the roof, and what stages and pages ask of this app."""
        from programs.bazaars import roof
        from programs.bazaars.models import BazaarDay
        from records.details import Detail, register
        from records.models import StageCode

        roof.register()
        register(Detail(BazaarDay, StageCode.MARKETING))
