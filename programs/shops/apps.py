from django.apps import AppConfig


class ShopsConfig(AppConfig):
    name = "programs.shops"
    verbose_name = "Toko daring"
