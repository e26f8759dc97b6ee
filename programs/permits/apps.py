from django.apps import AppConfig


class PermitsConfig(AppConfig):
    name = "programs.permits"
    verbose_name = "Perizinan"

    def ready(self) -> None:
        """Register with the roof."""
        from programs.permits import roof

        roof.register()
