"""What the API has in common: bounded JSON in, one shape of refusal out, Indonesian numbers, clean text."""

from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ParseError
from rest_framework.parsers import JSONParser
from rest_framework.response import Response
from rest_framework.views import exception_handler

from foundation.errors import DomainError, NeedsReason, Stale, retry_after
from foundation.files import ALLOWED, CleanFile, cleaned_upload
from foundation.numbers import rupiah, whole
from foundation.reasons import offered
from foundation.text import clean

DEEPEST_JSON = 12


class BoundedJSONParser(JSONParser):
    """JSON up to the size the settings allow and twelve levels deep, without NUL and broken characters."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            parsed = super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ParseError("JSON terlalu dalam.") from None
        except ParseError:
            raise ParseError("Isi permintaan bukan JSON yang sah.") from None
        _check(parsed, 0)
        return parsed


def _check(value: Any, depth: int) -> None:
    if depth > DEEPEST_JSON:
        raise ParseError("JSON terlalu dalam.")
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= c <= "\udfff" for c in value):
            raise ParseError("Teks memuat karakter yang tidak diizinkan.")
    elif isinstance(value, dict):
        for name, inner in value.items():
            _check(name, depth + 1)
            _check(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _check(inner, depth + 1)


def refusals(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: a DomainError answers its own status, code, sentence and particulars."""
    if isinstance(error, Http404):
        error = NotFound()  # Django's own sentence is English and names the model
    if not isinstance(error, DomainError):
        return exception_handler(error, context)
    body: dict[str, Any] = {"code": error.code, "message": error.message}
    if isinstance(error, NeedsReason):
        body["warnings"] = error.warnings
        body["doubts"] = [{"kind": d.kind, "message": d.words, "people": list(d.people)} for d in error.doubts]
        body["reasons"] = [{"code": one.code, "kind": one.kind, "words": one.words} for one in offered(error.kinds)]
    if isinstance(error, Stale):
        body["changes"] = [vars(change) for change in error.changes]
    seconds = retry_after(error)
    headers = {"Retry-After": str(seconds)} if seconds else None
    return Response(body, status=error.status, headers=headers)


class ListedSerializer(serializers.ModelSerializer):
    """Rows that are only read: how each field is read is settled once, so that a row costs little beyond its values.

    Answers what ModelSerializer answers.
    """

    @cached_property
    def _reads(self) -> list[tuple[str, Callable[[Any], Any]]]:
        return [(field.field_name, _reader(field)) for field in self._readable_fields]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        return {name: read(instance) for name, read in self._reads}


def _reader(field: serializers.Field) -> Callable[[Any], Any]:
    """From a row to what the field says of it."""
    if isinstance(field, serializers.SerializerMethodField):
        return getattr(field.parent, field.method_name)
    value_of, said = attrgetter(".".join(field.source_attrs)), field.to_representation

    def read(row: Any) -> Any:
        value = value_of(row)
        return None if value is None else said(value)

    return value_of if isinstance(field, _AS_STORED) else read


_AS_STORED = (serializers.CharField, serializers.ChoiceField, serializers.BooleanField, serializers.IntegerField)
"""Fields whose values are text or numbers already."""


class LineSerializerField(serializers.CharField):
    """One line of text, cleaned as in the forms; nothing but invisible characters is nothing."""

    def to_internal_value(self, data: Any) -> str:
        text = _said(clean, super().to_internal_value(data))
        if not text and not self.allow_blank:
            self.fail("blank")
        return text


class FormSerializerField(serializers.CharField):
    """Text as the given form field reads it, so that API and page take and refuse the same."""

    def __init__(self, field: forms.Field, **kwargs: Any) -> None:
        self.read = field.clean
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> Any:
        value = _said(self.read, super().to_internal_value(data))
        if value in ("", None):
            self.fail("blank")
        return value


class WholeNumberSerializerField(serializers.IntegerField):
    """A whole number; as a string it is read as in the forms: '15.000' is fifteen thousand."""

    def to_internal_value(self, data: Any) -> int:
        return super().to_internal_value(_said(whole, data) if isinstance(data, str) else data)


class RupiahSerializerField(serializers.DecimalField):
    """An amount in rupiah; a string is read as in the forms."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=15, decimal_places=2, **kwargs)

    def to_internal_value(self, data: Any) -> Decimal:
        return super().to_internal_value(_said(rupiah, data) if isinstance(data, str) else data)


@extend_schema_field({"type": "string", "format": "binary", "description": ALLOWED})
class UploadSerializerField(serializers.FileField):
    """A file of an allowed kind, cleaned as in the forms."""

    def to_internal_value(self, data: Any) -> CleanFile:
        return _said(cleaned_upload, super().to_internal_value(data))


def _said(read: Any, given: Any) -> Any:
    try:
        return read(given)
    except ValidationError as error:
        raise serializers.ValidationError(error.messages) from None
