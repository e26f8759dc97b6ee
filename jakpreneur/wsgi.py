import os

from django.core.wsgi import get_wsgi_application

from foundation.requests import Utf8Only
from foundation.starting import stop_under_wrong_keys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jakpreneur.settings")
portal = Utf8Only(get_wsgi_application())
stop_under_wrong_keys()

# These know models, so they come after the applications are ready.
from accounts.senders import has_signed_in  # noqa: E402
from foundation.bodies import ReadFirst  # noqa: E402

AT_WORK = 4
application = ReadFirst(portal, has_signed_in=has_signed_in, at_work=AT_WORK)
