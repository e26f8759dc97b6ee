from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Laporan"

    def ready(self) -> None:
        """Register with the roof; answer /readyz about the figures."""
        from foundation import health
        from reports import roof
        from reports.figures import freshness

        roof.register()
        health.register("figures", freshness.check)
