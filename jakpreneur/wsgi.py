import os

from django.core.wsgi import get_wsgi_application

from foundation.requests import Utf8Only
from foundation.starting import stop_under_wrong_keys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jakpreneur.settings")
application = Utf8Only(get_wsgi_application())
stop_under_wrong_keys()
