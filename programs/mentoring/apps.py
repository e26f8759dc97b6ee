from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "programs.mentoring"
    verbose_name = "Pendampingan"

    def ready(self) -> None:
        """Register with the roof, and say which stage this app fills."""
        from programs.mentoring import roof
        from programs.mentoring.models import Visit
        from records.details import Detail, register
        from records.models import StageCode

        roof.register()
        register(Detail(Visit, StageCode.MENTORING))
