"""Who asks: one officer per role, all at home in Duri Kepa, Kebon Jeruk, Jakarta Barat, and in PPAPP."""

from functools import lru_cache

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client

from accounts import tokens
from offices.roles import Role
from offices.users import User
from tests.factories import DURI_KEPA, give
from tests.sessions import client_of

KEBON_JERUK, JAKARTA_BARAT = "31.73.05", "31.73"
PLACES = {
    "kelurahan": (Role.KELURAHAN, DURI_KEPA, None),
    "kecamatan": (Role.KECAMATAN, KEBON_JERUK, None),
    "lurah": (Role.LURAH, DURI_KEPA, None),
    "staf_lurah": (Role.STAFF_LURAH, DURI_KEPA, None),
    "camat": (Role.CAMAT, KEBON_JERUK, None),
    "staf_camat": (Role.STAFF_CAMAT, KEBON_JERUK, None),
    "kasatlak": (Role.KASATLAK, KEBON_JERUK, "PPAPP"),
    "pendamping": (Role.PENDAMPING, KEBON_JERUK, "PPAPP"),
    "sudin": (Role.SUDIN, JAKARTA_BARAT, "PPAPP"),
    "kasudin": (Role.KASUDIN, JAKARTA_BARAT, "PPAPP"),
    "perekonomian": (Role.PEREKONOMIAN, JAKARTA_BARAT, None),
    "walikota": (Role.WALIKOTA, JAKARTA_BARAT, None),
    "staf_walikota": (Role.STAFF_WALIKOTA, JAKARTA_BARAT, None),
    "sekretaris": (Role.SEKRETARIS, JAKARTA_BARAT, None),
    "asekbang": (Role.ASEKBANG, JAKARTA_BARAT, None),
    "administrator": (Role.ADMINISTRATOR, JAKARTA_BARAT, None),
    "dpo": (Role.DPO, JAKARTA_BARAT, None),
}
# Signed in, but with a duty that ended: may do nothing.
IDLE = "idle"
ANONYMOUS = "anonymous"
EVERYBODY = (*PLACES, IDLE)


def everybody_sees(*positions: str) -> dict[str, set[str]]:
    """These positions, seen by whoever has an account."""
    return {name: set(positions) for name in EVERYBODY}


def all_with(status: int, *roles: str) -> dict[str, int]:
    """The same status for these roles; without any, for everybody who has an account."""
    return dict.fromkeys(roles or EVERYBODY, status)


@lru_cache(maxsize=1)
def some_password() -> str:
    """The hash of a password, made once: making one takes as long as a hundred requests."""
    return make_password("sandi-contoh-untuk-uji")


class Actor:
    """One officer with a session that has shown all it must, and a token for the API."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.browser = Client(raise_request_exception=False)
        if name == ANONYMOUS:
            return
        self.user = User.objects.create_user(f"matriks.{name}", f"Petugas {name}")
        self.user.password = some_password()
        self.user.save(update_fields=["password"])
        if name in PLACES:
            role, region, sudin = PLACES[name]
            give(self.user, role, region, sudin)
        self.session = client_of(self.user).cookies[settings.SESSION_COOKIE_NAME].value
        self.secret = tokens.issue(self.user, "matriks")[1]

    def client(self, *, api: bool) -> Client:
        """Her browser or program as it was at first: one for all requests, for loading it takes longer than asking."""
        self.browser.cookies.clear()
        self.browser.defaults.pop("HTTP_AUTHORIZATION", None)
        if self.name != ANONYMOUS and api:
            self.browser.defaults["HTTP_AUTHORIZATION"] = f"Bearer {self.secret}"
        elif self.name != ANONYMOUS:
            self.browser.cookies[settings.SESSION_COOKIE_NAME] = self.session
        return self.browser
