from django.apps import AppConfig


class RoofConfig(AppConfig):
    """The last app to be ready: by then every other has registered what it has."""

    name = "jakpreneur"
    verbose_name = "Atap"

    def ready(self) -> None:
        """Put in order what the apps registered, and give the clock their jobs."""
        from jakpreneur.celery import app
        from jakpreneur.order import put_in_order
        from jakpreneur.schedule import schedule

        put_in_order()
        app.conf.beat_schedule = schedule()
