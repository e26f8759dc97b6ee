"""Django's collectstatic, whose results the web server's account can read whoever gathers them."""

import os
from typing import Any

from django.contrib.staticfiles.management.commands import collectstatic


class Command(collectstatic.Command):
    def handle(self, **options: Any) -> str | None:
        """The usual, under an umask of its own: compressed copies and folders come with no mode but that."""
        before = os.umask(0o022)
        try:
            return super().handle(**options)
        finally:
            os.umask(before)
