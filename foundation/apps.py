from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "foundation"
    verbose_name = "Landasan"

    def ready(self) -> None:
        """Register the checks that every start asks, and what belongs to the ground with the roof."""
        from foundation import checks, roof  # noqa: F401

        roof.register()
