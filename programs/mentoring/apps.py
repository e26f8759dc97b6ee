from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "programs.mentoring"
    verbose_name = "Pendampingan"

    def ready(self) -> None:
        """Register with the roof."""
        from programs.mentoring import roof

        roof.register()
