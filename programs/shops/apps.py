from django.apps import AppConfig


class ShopsConfig(AppConfig):
    name = "programs.shops"
    verbose_name = "Toko daring"

    def ready(self) -> None:
        from programs.shops.models import ShopLink
        from records.details import Detail, register
        from records.models import StageCode

        register(Detail(ShopLink, StageCode.MARKETING))
