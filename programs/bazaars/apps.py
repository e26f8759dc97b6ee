from django.apps import AppConfig


class BazaarsConfig(AppConfig):
    name = "programs.bazaars"
    verbose_name = "Bazar"

    def ready(self) -> None:
        from programs.bazaars.models import BazaarDay
        from records.details import Detail, register
        from records.models import StageCode

        register(Detail(BazaarDay, StageCode.MARKETING))
