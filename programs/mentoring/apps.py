from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "programs.mentoring"
    verbose_name = "Pendampingan"
