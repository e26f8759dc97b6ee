from django.apps import AppConfig


class PermitsConfig(AppConfig):
    name = "programs.permits"
    verbose_name = "Perizinan"

    def ready(self) -> None:
        from programs.permits.models import NIB, Permit
        from records.details import Detail, register
        from records.models import StageCode

        register(Detail(Permit, StageCode.PERMIT, expected=NIB))
