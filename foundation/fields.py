"""Model fields for values that must not be readable in the database."""

from typing import Any

from django.core.exceptions import FieldError
from django.db import models

from foundation.encryption import decrypt, encrypt


class EncryptedTextField(models.BinaryField):
    """Text, stored encrypted in the given context; None stays NULL. Cannot be filtered on, only tested for NULL.

    The context is an explicit constant such as "participants.nik": it must never change once there are rows.
    """

    description = "Encrypted text"
    _pyi_private_set_type: str | None  # what mypy knows of BinaryField does not hold: in Python it is text
    _pyi_private_get_type: str  # type: ignore[assignment]

    def __init__(self, *args: Any, context: str, **kwargs: Any) -> None:
        self.context = context
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "context": self.context}

    def from_db_value(self, value: memoryview | None, expression: Any, connection: Any) -> str | None:
        return None if value is None else decrypt(self.context, bytes(value)).decode()

    def get_db_prep_value(self, value: str | None, connection: Any, prepared: bool = False) -> Any:
        sealed = None if value is None else encrypt(self.context, value.encode())
        return super().get_db_prep_value(sealed, connection, prepared)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj) or "")

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted: look it up through its blind index.")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.name} is encrypted: look it up through its blind index.")
