from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = "Meja kerja"

    def ready(self) -> None:
        """Register with the roof, and what stages and pages ask of this app."""
        from desk import roof
        from desk.registering.views import kept
        from foundation.kept_posts import keep_posts
        from records import returning

        roof.register()
        returning.register(returning.Pages(person="person:detail", people="people:list", unseen="referrals:list"))
        keep_posts("registering:form", kept.form)
        keep_posts("registering:autosave", kept.autosave)
