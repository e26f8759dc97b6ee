from django.apps import AppConfig


class BazaarsConfig(AppConfig):
    name = "programs.bazaars"
    verbose_name = "Bazar"
