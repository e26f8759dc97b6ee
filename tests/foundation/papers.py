"""PDFs for tests: of one page, in plain objects or in compressed ones, with anything laid into them."""

import io
import struct
import zlib
from collections.abc import Callable

import pikepdf

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


def paper(lay: Callable[[pikepdf.Pdf], None] | None = None, *, packed: bool = True, **more: object) -> bytes:
    """A sound PDF; `lay` puts something into it, `packed` is whether its objects lie in a compressed stream."""
    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    if lay:
        lay(pdf)
    mode = pikepdf.ObjectStreamMode
    more.setdefault("deterministic_id", "encryption" not in more)  # tests are named after what they are given
    pdf.save(out, object_stream_mode=mode.generate if packed else mode.disable, **more)
    return out.getvalue()


def written(*objects: bytes, catalog: bytes = CATALOG) -> bytes:
    """A PDF of one page by hand, with further objects 4, 5, ... as they are given."""
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    every = [catalog, pages, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", *objects]
    pieces, places, at = [b"%PDF-1.5\n"], [], 9
    for number, content in enumerate(every, start=1):
        places.append(at)
        pieces.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        at += len(pieces[-1])
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(every) + 1
    pieces.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, rows))
    pieces.append(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, at))
    return b"".join(pieces)


def packed_by_hand(packed: bytes, how: bytes = b"/Filter/FlateDecode") -> bytes:
    """A PDF whose object 10 lies in a compressed stream with these very bytes."""
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    every = {1: CATALOG, 2: pages, 3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"}
    every[5] = stream(packed, b"/Type/ObjStm/N 1/First 5" + how)
    body, places = b"%PDF-1.5\n", {}
    for number, content in every.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    places[11] = len(body)
    entries = [(1, places[n], 0) if n in places else (2, 5, 0) if n == 10 else (0, 0, 0) for n in range(12)]
    rows = b"".join(struct.pack(">BIH", *entry) for entry in entries)
    table = stream(rows, b"/Type/XRef/Size 12/W[1 4 2]/Root 1 0 R")
    return body + b"11 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, places[11])


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


def bomb(size: int) -> bytes:
    """Spaces that unpack to `size` bytes, from a thousandth of that."""
    packer, piece = zlib.compressobj(9), b" " * 2**20
    return b"".join(packer.compress(piece) for _ in range(size // len(piece))) + packer.flush()
