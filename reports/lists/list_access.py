"""A reason opens one list, for this session, for half an hour. Every opening is in the access log."""

import hashlib
import time

from django.contrib.sessions.backends.base import SessionBase

from offices.models import User
from participants.access_log import AccessEntry, AccessKind, note
from reports.figures.question import Question

_KEY = "daftar_dibuka"
LASTS = 30 * 60
MOST = 20


def grant(session: SessionBase, question: Question, *, by: User, reason: str, what: str, rows: int) -> AccessEntry:
    """Write the opening down and let this session see the list's names for a while."""
    entry = note(by, AccessKind.LISTED, reason=reason, what=what, rows=rows)
    still = {key: value for key, value in session.get(_KEY, {}).items() if value[0] > time.time()}
    newest = sorted(still.items(), key=lambda item: item[1][0])[-(MOST - 1) :]
    session[_KEY] = dict(newest) | {_name(question): [int(time.time()) + LASTS, entry.pk]}
    return entry


def granted(session: SessionBase, question: Question, *, by: User) -> AccessEntry | None:
    """The opening that still holds for just this list, by this officer; None where a reason is wanted."""
    until, pk = session.get(_KEY, {}).get(_name(question), (0, 0))
    return AccessEntry.objects.filter(pk=pk, user=by).first() if until > time.time() else None


def _name(question: Question) -> str:
    return hashlib.sha256(question.key.encode()).hexdigest()[:24]
