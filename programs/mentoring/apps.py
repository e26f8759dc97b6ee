from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "programs.mentoring"
    verbose_name = "Pendampingan"

    def ready(self) -> None:
        from programs.mentoring.models import Visit
        from records.details import Detail, register
        from records.models import StageCode

        register(Detail(Visit, StageCode.MENTORING))
