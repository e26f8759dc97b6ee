from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "foundation"
    verbose_name = "Landasan"

    def ready(self) -> None:
        """Register the checks that every start asks."""
        from foundation import checks  # noqa: F401
