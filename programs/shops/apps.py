from django.apps import AppConfig


class ShopsConfig(AppConfig):
    name = "programs.shops"
    verbose_name = "Toko daring"

    def ready(self) -> None:
        """Register with the roof."""
        from programs.shops import roof

        roof.register()
