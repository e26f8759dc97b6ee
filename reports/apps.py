from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Laporan"

    def ready(self) -> None:
        """Answer /readyz about the figures."""
        from foundation import health
        from reports.figures import freshness

        health.register("figures", freshness.check)
