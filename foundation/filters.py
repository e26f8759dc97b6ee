"""What a list of the API may be narrowed by: the names it knows, and no others."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request


class KnownFilters(DjangoFilterBackend):
    """The viewset's filters; a name that is none of them is refused, for a list must not pass for narrowed."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        filters = self.get_filterset_class(view, queryset)
        refuse_unknown(request.query_params, [*(filters.base_filters if filters else ()), "cursor"])
        return super().filter_queryset(request, queryset, view)


def refuse_unknown(asked: Iterable[str], known: Iterable[str]) -> None:
    """Raise ValidationError, by name, for what the address asks and nobody answers."""
    known = sorted(known)
    if unknown := sorted(set(asked) - set(known)):
        words = f"Saringan ini tidak dikenal. Yang ada: {', '.join(known)}."
        raise ValidationError({name: [words] for name in unknown})
