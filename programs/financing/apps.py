from django.apps import AppConfig


class FinancingConfig(AppConfig):
    name = "programs.financing"
    verbose_name = "Permodalan"
