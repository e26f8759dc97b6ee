"""What every viewset of the API has: rows within the officer's scope, keyset pages, calls that happen once."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from foundation.idempotency import fingerprint, once
from foundation.paging import LOST, Page, page

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    UUID,
    OpenApiParameter.HEADER,
    required=True,
    description="UUID buatan pengirim. Permintaan yang diulang dengan kunci sama tidak dicatat dua kali.",
)


class Public(Protocol):
    """A row that is known outside by its public id."""

    @property
    def public_id(self) -> UUID: ...


Made = TypeVar("Made", bound=Public)

OPTIONAL_KEY = OpenApiParameter(
    "Idempotency-Key",
    UUID,
    OpenApiParameter.HEADER,
    description="UUID buatan pengirim. Dengan kunci sama, perubahan yang sudah tersimpan dijawab berhasil bila diulang.",
)


class KeysetPagination(BasePagination):
    """Pages of 100 by keyset; `next` and `previous` are opaque cursors, there is no count."""

    size = 100

    def paginate_queryset(self, queryset: QuerySet[Any], request: Request, view: Any = None) -> list[Any]:
        self.page: Page = page(queryset, view.order, request.query_params.get("cursor"), self.size)
        if self.page.lost:
            raise ValidationError({"cursor": [LOST]})
        return self.page.rows

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.page.next, "previous": self.page.previous, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        cursor = {"type": "string", "nullable": True, "description": "Nilai untuk parameter `cursor`."}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": cursor, "previous": cursor, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        described = "Penunjuk halaman dari `next` atau `previous`."
        return [{"name": "cursor", "in": "query", "schema": {"type": "string"}, "description": described}]


class ScopedViewSet(GenericViewSet):
    """Rows of `queryset` that the officer may see; any other answers 404, as if it were not there."""

    pagination_class = KeysetPagination
    order: tuple[str, ...] = ("-id",)
    lookup_field = "public_id"
    lookup_url_kwarg = "id"
    lookup_value_regex = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().visible_to(self.request.user)


def once_per_key(request: Request, work: Callable[[], Made]) -> Made | UUID:
    """Run `work()`, which answers the row it made, under the call's key; a repeat answers that row's public id.

    Raises Mismatch when the key was used for other content.
    """
    data = dict(request.data.lists()) if isinstance(request.data, QueryDict) else request.data
    content = {"path": request.path, "data": data}
    with once(request.user, idempotency_key(request), fingerprint(content)) as used:
        if used.object_id:
            return used.object_id
        made = work()
        used.settle(made.public_id)
        return made


def change_per_key(request: Request, change: Callable[[], Made]) -> Made | UUID:
    """`once_per_key` for what is there already: a call without a key is done each time, and refused the second."""
    return once_per_key(request, change) if "Idempotency-Key" in request.headers else change()


def idempotency_key(request: Request) -> UUID:
    """The key in the header. Raises ValidationError, in the sender's words, without one."""
    try:
        return UUID(request.headers["Idempotency-Key"])
    except (KeyError, ValueError):
        raise ValidationError({"Idempotency-Key": ["Sertakan kepala Idempotency-Key berisi UUID."]}) from None
