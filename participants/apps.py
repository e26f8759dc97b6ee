from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    name = "participants"
    verbose_name = "Peserta"

    def ready(self) -> None:
        """Register with the roof."""
        from participants import roof

        roof.register()
