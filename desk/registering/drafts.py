"""Nothing typed is lost: what is in the form is kept on the server, for the officer who opened it and nobody else.

Every form carries a seal: the signed id of its draft. With it, and only with it, what was typed can be put into the
draft even when the session ended meanwhile. A seal lets nobody read anything.
"""

import json
from collections.abc import Mapping
from uuid import UUID

from django.core import signing
from django.utils import timezone

from desk.registering.models import KEPT, Draft
from foundation.text import clean
from offices.models import User
from participants.identity import Nik, read_nik

SALT = "desk.registering.draft"
LONGEST = 500
"""Characters kept of one field; no field of the form takes more."""


def begin(nik: Nik, *, by: User, typed: Mapping[str, str]) -> Draft:
    """The officer's draft for this NIK: the one left unfinished, on today's errand, else a new one with `typed` filled
    in."""
    Draft.objects.expired().delete()
    for draft in Draft.objects.visible_to(by):
        if draft.nik == nik.number:
            draft.typed = json.dumps(typed_in(draft) | {"errand": typed.get("errand", "")})
            draft.save(update_fields=["typed"])
            return draft
    return Draft.objects.create(user=by, nik=nik.number, typed=json.dumps(dict(typed)), saved_at=timezone.now())


def nik_of(draft: Draft) -> Nik:
    return read_nik(draft.nik)


def typed_in(draft: Draft) -> dict[str, str]:
    """What was typed, field by field, as the form takes it."""
    return json.loads(draft.typed)


def seal(draft: Draft) -> str:
    """What the form carries to be let into its draft."""
    return signing.dumps(draft.public_id.hex, salt=SALT)


def opened(seal: str) -> UUID | None:
    """The id of the draft behind a seal; None where it is not ours or older than any draft."""
    try:
        return UUID(signing.loads(seal, salt=SALT, max_age=KEPT))
    except (signing.BadSignature, ValueError):
        return None


def keep(public_id: UUID, typed: Mapping[str, str], fields: set[str]) -> bool:
    """Put what was typed into the draft; of the names in `fields` only. Whether there is still such a draft."""
    kept = {name: clean(text[:LONGEST], multiline=True) for name, text in typed.items() if name in fields}
    alive = Draft.objects.alive().filter(public_id=public_id)
    return bool(alive.update(typed=json.dumps(kept), saved_at=timezone.now()))


def forget_expired() -> int:
    """Delete what nobody came back to; answers how many."""
    return Draft.objects.expired().delete()[0]
