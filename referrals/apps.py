from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "referrals"
    verbose_name = "Rujukan"

    def ready(self) -> None:
        """Register with the roof."""
        from referrals import roof

        roof.register()
