from django.apps import AppConfig


class TurnoverConfig(AppConfig):
    name = "programs.turnover"
    verbose_name = "Laporan omzet"
