"""Settings. Every value that differs between places comes from the environment through `env`."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from foundation.keeping import History, Keeping, NoHistory
from jakpreneur.env import broker, database, env, key, numbered_keys
from jakpreneur.version import VERSION

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
SECRET_KEY = env("SECRET_KEY")
FIELD_KEYS = numbered_keys(env("FIELD_KEYS"))
INDEX_KEY = key(env("INDEX_KEY"))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])
REGION_LABEL = env("REGION_LABEL", default="DKI Jakarta")
LOG_LEVEL = env("LOG_LEVEL", default="INFO")

INSTALLED_APPS = [
    "foundation",
    "offices",
    "accounts",
    "participants",
    "records",
    "referrals",
    "programs.training",
    "programs.bazaars",
    "programs.shops",
    "programs.mentoring",
    "programs.permits",
    "programs.turnover",
    "programs.financing",
    "targets",
    "desk",
    "reports",
    "demonstration",
    "django.contrib.postgres",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "pgtrigger",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "django_htmx",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "jakpreneur",  # the last: it puts in order what the others register
]

# From the outside in. All that touches the database lies inside RequestTransaction, session and sign-in included.
MIDDLEWARE = [
    "foundation.requests.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "foundation.headers.SecurityHeaders",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "foundation.bodies.BodyRefusals",
    "foundation.hostile.HostileInput",
    "foundation.transactions.RequestTransaction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "foundation.sessions.SessionLimits",
    "foundation.transactions.Actor",
    "django_htmx.middleware.HtmxMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "foundation.sessions.SignInRequired",
    "accounts.second_factor.SecondFactorRequired",
    "foundation.refusals.RefusalPages",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jakpreneur.context.portal",
                "jakpreneur.navigation.sidebar",
            ],
        },
    }
]

AUTH_USER_MODEL = "offices.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "jakpreneur.urls"
WSGI_APPLICATION = "jakpreneur.wsgi.application"
LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/"

# --- Databases: one database, a role each. `owner` exists only where tables are made (manage.py prepare). ---

APPLICATION_ROLE = "jakpreneur_app"
READER_ROLE = "jakpreneur_reader"
DATABASE_ROUTERS = ["jakpreneur.router.RoleRouter"]
# What a session of each may take at most: on its connections, and set by `prepare` on the role itself, for whatever
# connects as it (psql, a pool that drops a connection's own options).
_SHORT = {
    "statement_timeout": "60s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
    "default_transaction_isolation": "read committed",
}
ROLE_LIMITS = {
    "default": _SHORT,
    "reader": _SHORT | {"default_transaction_isolation": "repeatable read", "default_transaction_read_only": "on"},
    "owner": {"lock_timeout": "30s", "idle_in_transaction_session_timeout": "30min"},
}


def _database(name: str, alias: str, **more: object) -> dict[str, object]:
    given: dict[str, Any] = database(name)
    options = " ".join(f"-c {limit}=" + value.replace(" ", r"\ ") for limit, value in ROLE_LIMITS[alias].items())
    return {
        **given,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, "options": options, **given.get("OPTIONS", {})},
        **more,
    }


DATABASES = {
    "default": _database("DATABASE_URL", "default"),
    "reader": _database("DATABASE_READER_URL", "reader", TEST={"MIRROR": "default"}),
}
if env("DATABASE_OWNER_URL", default=""):
    DATABASES["owner"] = _database("DATABASE_OWNER_URL", "owner", TEST={"MIRROR": "default"})

# The tables of packages, whose models cannot say it themselves (foundation.keeping): what signs in, and Django's own.
_SIGN_INS = NoHistory("Tries to sign in: a log already, cleared by age.")
TABLES_OF_OTHERS = {
    "django_migrations": Keeping(NoHistory("Written by migrations alone.")),
    "django_content_type": Keeping(NoHistory("Derived from the code by migrations.")),
    "auth_permission": Keeping(NoHistory("Derived from the code by migrations; the portal asks duties instead.")),
    "django_session": Keeping(NoHistory("Changes with every page, and is a key to the portal.")),
    "mfa_authenticator": Keeping(History(hidden=("data",))),
    "axes_accessattempt": Keeping(_SIGN_INS),
    "axes_accessattemptexpiration": Keeping(_SIGN_INS),
    "axes_accessfailurelog": Keeping(_SIGN_INS),
    "axes_accesslog": Keeping(_SIGN_INS),
}

# --- Language, numbers and dates ---

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia")]
LOCALE_PATHS = [BASE_DIR / "jakpreneur/locale"]
FORMAT_MODULE_PATH = ["jakpreneur.formats"]
PORTAL_VERSION = VERSION
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_I18N = True
# A year, a key or a page number must not come out as 2.026: numbers are grouped by the filters of `indonesian`.
USE_THOUSAND_SEPARATOR = False

# --- Sessions, cookies, headers. The demonstration is plain http on this machine and must not ask for more. ---

SECURE = not DEMO
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-sesi" if SECURE else "sesi"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_SECONDS = 30 * 60
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "foundation.pages.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
    }
}

# --- What may come in: a page of text or JSON, files to 10 MB, no more fields than a sane form has. ---

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))

# --- Signing in: allauth's pages for name, password and codes; axes locks out; nothing of either is mailed ---

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
ACCOUNT_ADAPTER = "accounts.signing_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/masuk/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# Allauth counts in a cache that each process has alone; accounts.attempts counts failures in PostgreSQL instead.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {
    "login": "accounts.signing_in.SignInForm",
    "change_password": "accounts.signing_in.PasswordForm",
    "reauthenticate": "accounts.signing_in.ProofForm",
}
MFA_ADAPTER = "accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Jakpreneur"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "accounts.codes.SignInCodeForm",
    "reauthenticate": "accounts.codes.ProofCodeForm",
    "activate_totp": "accounts.codes.SetUpForm",
}
AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "foundation.client_ip.client_ip"
AXES_USERNAME_CALLABLE = "accounts.signing_in.axes_username"
AXES_CLIENT_STR_CALLABLE = "accounts.signing_in.axes_client"
AXES_LOCKOUT_CALLABLE = "accounts.signing_in.locked_out"
AXES_SENSITIVE_PARAMETERS = ["login", "password"]
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "accounts.passwords.Varied"},
    {"NAME": "accounts.passwords.NotOneself"},
]

# --- Static files: ours from static/, third-party from what npm built ---

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
_FRONTEND = BASE_DIR / "build" / "frontend" / "vendor"
STATICFILES_DIRS = [BASE_DIR / "static", *([("vendor", _FRONTEND)] if _FRONTEND.exists() else [])]
STORAGES = {
    "default": {"BACKEND": "foundation.sealed_files.SealedStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
        # Public files: whoever gathers them, the web server's account reads them.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- API v1: JSON, tokens, the same scope and the same refusals as the pages ---

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.tokens.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["foundation.api.BoundedJSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["foundation.filters.KnownFilters"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "foundation.api.refusals",
    "COERCE_DECIMAL_TO_STRING": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "API Jakpreneur",
    "DESCRIPTION": "Pendaftaran, verifikasi, tahap, dan angka capaian; jangkauannya sama dengan tugas pemilik token.",
    "VERSION": "1",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "ParticipantState": "participants.participants.ParticipantState",
        "IdentityState": "participants.participants.IdentityState",
        "PermitKind": "programs.permits.models.PermitKind",
        "FinancingKind": "programs.financing.models.FinancingKind",
        "BusinessField": "participants.businesses.Field",
    },
}

# --- Celery carries nudges only: losing, doubling or delaying any of them changes nothing but freshness. ---

REDIS_URL = env("REDIS_URL")
CELERY_BROKER_URL = broker(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_timeout": 5,
    "socket_connect_timeout": 5,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_TIME_LIMIT = 1800
CELERY_TASK_SOFT_TIME_LIMIT = 1740
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_ENABLE_REMOTE_CONTROL = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "foundation.clock.Clock"

LOGGING_CONFIG = "foundation.logging.configure"
LOGGING = {"level": LOG_LEVEL, "stream": sys.stderr}
SILENCED_SYSTEM_CHECKS: list[str] = []
