from django.apps import AppConfig


class RoofConfig(AppConfig):
    """The last app to be ready: by then every other has registered what it has."""

    name = "jakpreneur"
    verbose_name = "Atap"

    def ready(self) -> None:
        """Put in order what the apps registered."""
        from jakpreneur.order import put_in_order

        put_in_order()
