"""Logs are JSON lines of allowed fields only; identity and phone numbers are masked wherever they turn up."""

import logging
import logging.config
import re
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

# A field that is not listed here is not written. Add one only if it can never hold what a person typed.
ALLOWED = {
    "timestamp",
    "level",
    "logger",
    "event",
    "request_id",
    "user_id",
    "method",
    "route",
    "status",
    "duration_ms",
    "task",
    "job",
    "count",
    "failure",
    "where",
}

# NIK, KK, NPWP: 13 to 16 digits however they are spaced. Phones: 08.., 62.., +62...
_NUMBERS = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){12,}(?!\d)")
_PHONES = re.compile(r"(?<!\w)(?:\+?62|0)[ .\-]?8(?:[ .\-]?\d){7,11}(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_QUERY = re.compile(r"\?[^\s\"']*")


def masked(text: str) -> str:
    """The text with identity numbers, phone numbers, e-mail addresses and query strings blotted out."""
    for pattern, mask in ((_QUERY, "?…"), (_MAIL, "•@•"), (_NUMBERS, "••••"), (_PHONES, "••••")):
        text = pattern.sub(mask, text)
    return text


def configure(options: dict[str, Any]) -> None:
    """Send every log record of the process, ours and the libraries', as JSON lines to the stream."""
    renderer = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_COMMON,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _failure,
            _only_allowed,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler(options["stream"])
    handler.setFormatter(renderer)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(options["level"])
    for noisy in (
        "django.request",
        "django.server",
        "django.security",
    ):  # they tell addresses, and those may hold a link's secret
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    logging.getLogger("axes").setLevel(logging.WARNING)  # four lines a sign-in; lock-outs are warnings
    structlog.configure(
        processors=[*_COMMON, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _failure(_logger: Any, _name: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An exception as its class and the lines it came through. Its text may quote personal data and is left out."""
    given = entry.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        entry["failure"] = " < ".join(type(e).__name__ for e in _chain(error))
        entry["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]]
    return entry


def _chain(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain and len(chain) < 5:
        chain.append(current)
        current = current.__cause__ or current.__context__
    return chain


def _only_allowed(_logger: Any, _name: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {name: _safe(value) for name, value in entry.items() if name in ALLOWED}


def _safe(value: Any) -> Any:
    if isinstance(value, list):
        return [_safe(item) for item in value]
    return value if isinstance(value, int | float | bool | None) else masked(str(value))


_COMMON: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
