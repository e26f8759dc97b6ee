from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = "Meja kerja"

    def ready(self) -> None:
        """Say where the pages of people are, and who keeps a registration that is turned away."""
        from desk.registering.views import kept
        from foundation.kept_posts import keep_posts
        from records import returning

        returning.register(returning.Pages(person="person:detail", people="people:list", unseen="referrals:list"))
        keep_posts("registering:form", kept.form)
        keep_posts("registering:autosave", kept.autosave)
