from django.apps import AppConfig


class BazaarsConfig(AppConfig):
    name = "programs.bazaars"
    verbose_name = "Bazar"

    def ready(self) -> None:
        """Register with the roof."""
        from programs.bazaars import roof

        roof.register()
