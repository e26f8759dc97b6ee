"""Where every address of the portal begins; each room brings its own."""

urlpatterns: list = []
