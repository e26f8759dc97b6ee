from django.apps import AppConfig


class PermitsConfig(AppConfig):
    name = "programs.permits"
    verbose_name = "Perizinan"
