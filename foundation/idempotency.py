"""A wish that is sent twice happens once: double clicks, reloads, lost answers, repeated API calls."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, models, transaction
from django.http import QueryDict

from foundation.encryption import blind_index
from foundation.errors import Mismatch
from foundation.keeping import NoHistory

# What a form carries beside its content: it may differ between two sendings of the same form.
_NOT_CONTENT = {"csrfmiddlewaretoken", "once"}


class IdempotencyKey(models.Model):
    """A key that was used, by whom, for which content (only its keyed hash) and what came of it.

    `repeated` says, inside `once`, that it was used before: then `object_id` is what was made the first time.
    """

    history = NoHistory("Says what was sent, not what was done; the row it led to has its own.")

    user_id = models.BigIntegerField()
    key = models.UUIDField()
    content_hash = models.BinaryField(max_length=32)
    object_id = models.UUIDField(null=True)
    created_at = models.DateTimeField(db_default=models.functions.Now(), db_index=True)

    repeated = False

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "key"], name="one_use_of_a_key")]

    def __str__(self) -> str:
        return str(self.key)

    def settle(self, public_id: UUID) -> None:
        """Remember what was made. A key that is not settled when its block ends is given back."""
        self.object_id = public_id
        self.save(update_fields=["object_id"])


@contextmanager
def once(user: Any, key: UUID, content_hash: bytes) -> Iterator[IdempotencyKey]:
    """Use the key for this content, in the transaction of the work itself.

    A second sending waits for the first and then finds it `repeated`. A refusal, raised or caught inside the
    block, does not use the key up. Raises Mismatch when the key was used for other content.
    """
    with transaction.atomic():
        used = _use(user.pk, key, content_hash)
        yield used
        if used.object_id is None:
            used.delete()


def made_with(user: Any, key: UUID, content_hash: bytes | None = None) -> UUID | None:
    """The id of what this user made with the key (and this content, where given); nothing while it is unused or
    forgotten."""
    used = IdempotencyKey.objects.filter(user_id=user.pk, key=key)
    if content_hash is not None:
        used = used.filter(content_hash=content_hash)
    return used.values_list("object_id", flat=True).first()


def fingerprint(content: QueryDict | dict[str, Any]) -> bytes:
    """A keyed hash of what was sent, files included, equal for equal content; it cannot be guessed from the hash."""
    pairs = content.lists() if isinstance(content, QueryDict) else content.items()
    kept = {name: value for name, value in pairs if name not in _NOT_CONTENT}
    return blind_index("once", json.dumps(kept, sort_keys=True, default=_in_words))


def _in_words(value: Any) -> str:
    """A file by what is in it, whatever it is called; anything else as it prints."""
    if not isinstance(value, UploadedFile):
        return str(value)
    value.seek(0)
    digest = file_digest(value.file, "sha256").hexdigest()  # type: ignore[arg-type]
    value.seek(0)
    return digest


def _use(user_id: int, key: UUID, content_hash: bytes) -> IdempotencyKey:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_idempotencykey (user_id, key, content_hash) VALUES (%s, %s, %s)"
            " ON CONFLICT (user_id, key) DO NOTHING RETURNING id",
            [user_id, str(key), content_hash],
        )
        if row := cursor.fetchone():
            return IdempotencyKey(row[0], user_id, key, content_hash)
    used = IdempotencyKey.objects.get(user_id=user_id, key=key)
    if bytes(used.content_hash) != content_hash:
        raise Mismatch
    used.repeated = True
    return used
