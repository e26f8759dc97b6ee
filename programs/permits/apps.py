from django.apps import AppConfig


class PermitsConfig(AppConfig):
    name = "programs.permits"
    verbose_name = "Perizinan"

    def ready(self) -> None:
        """Register with the roof, and say which stage this app fills."""
        from programs.permits import roof
        from programs.permits.models import NIB, Permit
        from records.details import Detail, register
        from records.models import StageCode

        roof.register()
        register(Detail(Permit, StageCode.PERMIT, expected=NIB))
