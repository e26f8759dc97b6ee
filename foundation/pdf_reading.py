"""Reads one PDF from standard input and answers in a word what it holds: a program of its own, run by `foundation.pdfs`.

The objects of a hostile file unpack to gigabytes or never end, inside a library that asks nobody. So they are read in
a process with little memory and time, which knows nothing of the portal. What pages, pictures and fonts contain is
never unpacked.
"""

import io
import resource
import sys
from collections.abc import Iterator, Sized
from typing import Any, cast

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream, String

Entries = dict[str, Object]

MEMORY = 220 * 1024 * 1024
SECONDS = 5

SOUND, ACTIVE, LOCKED, BROKEN, TOO_MUCH = "sound", "active", "locked", "broken", "too much"

ACTIONS = {
    *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE"),
    *("/RichMediaExecute", "/Rendition", "/Movie", "/Sound", "/GoTo3DView"),
}
"""What no action may do. Links to pages and addresses are harmless: somebody clicks them."""
SHOWING = {"/GoTo", "/Named"}
"""What may happen by itself."""
NOTES = {"/RichMedia", "/FileAttachment", "/Movie", "/Sound", "/Screen", "/3D"}
"""What may not lie on a page."""
WATCHED = {"/S", "/Subtype", "/Type", "/JS", "/JavaScript", "/EF", "/XFA", "/OpenAction", "/AA"}
UNREAD = ("error reading object", "error decoding", "bad_alloc", "limits error", "unfilterable", "object stream")
"""Words of qpdf's warnings which say that it left something out."""


def main() -> str:
    """The verdict on what comes in, within memory and time; a process that ends without one has run out of either."""
    for limit, value in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(limit, (value, value))
    try:
        return verdict(sys.stdin.buffer.read())
    except pikepdf.PasswordError:
        return LOCKED
    except MemoryError:
        return TOO_MUCH
    except Exception:  # each of the many ways in which hostile bytes fail means: cannot be read
        return BROKEN


def verdict(content: bytes) -> str:
    """What the objects say, those in compressed object streams included; what was left unread is never sound."""
    with pikepdf.open(io.BytesIO(content), inherit_page_attributes=False) as pdf:
        pages = 0
        for thing in (pdf.trailer, *pdf.objects):
            for entries in dictionaries(thing):
                if is_active(entries):
                    return ACTIVE
                pages += name(entries, "/Type") == "/Page"
        warnings = " ".join(str(warning) for warning in pdf.get_warnings())
    if any(words in warnings for words in UNREAD):
        return TOO_MUCH
    return SOUND if pages else BROKEN


def dictionaries(thing: object) -> Iterator[Entries]:
    """Those of one object, nested ones included; what it refers to is another object."""
    waiting = [thing]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Array):
            waiting += [one for one in value if isinstance(one, Object) and not one.is_indirect]
        elif isinstance(value, Dictionary | Stream):
            entries = dict((value.stream_dict if isinstance(value, Stream) else value).items())
            waiting += [one for one in entries.values() if isinstance(one, Object) and not one.is_indirect]
            yield entries


def is_active(entries: Entries) -> bool:
    """Whether this dictionary runs, sends, plays or carries something."""
    if WATCHED.isdisjoint(entries):
        return False
    return (
        name(entries, "/S") in ACTIONS
        or name(entries, "/Subtype") in NOTES
        or name(entries, "/Type") == "/EmbeddedFile"
        or isinstance(entries.get("/JS"), String | Stream)
        or isinstance(entries.get("/JavaScript"), Dictionary)
        or is_filled(entries.get("/EF"), Dictionary)
        or is_filled(entries.get("/XFA"), Array | Stream | String)
        or not only_shows(entries.get("/OpenAction"))
        or (isinstance(events := entries.get("/AA"), Dictionary) and not all(map(only_shows, events.values())))
    )


def name(entries: Entries | Dictionary, key: str) -> str:
    value = entries.get(key)
    return str(value) if isinstance(value, Name) else ""


def is_filled(value: object, kinds: Any) -> bool:
    return isinstance(value, kinds) and (isinstance(value, Stream) or len(cast(Sized, value)) > 0)


def only_shows(action: object) -> bool:
    """Whether what happens by itself is nothing but showing a page; a destination is no dictionary."""
    if not isinstance(action, Dictionary) or "/S" not in action:
        return not isinstance(action, Stream)
    return name(action, "/S") in SHOWING and "/Next" not in action


if __name__ == "__main__":
    sys.stdout.write(main())
