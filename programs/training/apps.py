from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "programs.training"
    verbose_name = "Pelatihan"
