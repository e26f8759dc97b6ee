from django.apps import AppConfig


class ShopsConfig(AppConfig):
    name = "programs.shops"
    verbose_name = "Toko daring"

    def ready(self) -> None:
        """Register with the roof, and say which stage this app fills."""
        from programs.shops import roof
        from programs.shops.models import ShopLink
        from records.details import Detail, register
        from records.models import StageCode

        roof.register()
        register(Detail(ShopLink, StageCode.MARKETING))
