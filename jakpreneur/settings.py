"""Settings. Every value that differs between places comes from the environment through `env`."""

from pathlib import Path

from jakpreneur.env import env

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])

INSTALLED_APPS = [
    "foundation",
    "offices",
    "participants",
    "programs",
    "reports",
    "django.contrib.postgres",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "pgtrigger",
    "rest_framework",
    "django_filters",
    "django_htmx",
    "crispy_forms",
    "crispy_bootstrap5",
]

AUTH_USER_MODEL = "offices.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "jakpreneur.urls"
WSGI_APPLICATION = "jakpreneur.wsgi.application"

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
