from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = "Meja kerja"

    def ready(self) -> None:
        from records import returning

        returning.register(returning.Pages(person="person:detail", people="people:list", unseen="referrals:list"))
