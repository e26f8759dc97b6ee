"""PDFs: found out by their objects, wherever these lie; kept as they came; hostile ones cost little memory and time."""

import resource
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from pikepdf import Array, Dictionary, Name

from foundation import pdfs
from foundation.pdf_reading import MEMORY
from foundation.pdfs import PROGRAM, checked_pdf, is_pdf
from tests.foundation.papers import bomb, packed_by_hand, paper, stream, written


def script():
    return Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def opening(action):
    return lambda pdf: pdf.Root.__setattr__("OpenAction", action(pdf))


def note(**entries):
    def lay(pdf):
        lies = Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], **entries)
        pdf.pages[0].Annots = Array([pdf.make_indirect(lies)])

    return lay


def attachment(pdf):
    pdf.attachments["gaji.exe"] = b"MZ"


def scripts(pdf):
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=["a", pdf.make_indirect(script())]))


def events(pdf):
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.URI, URI="http://x.id"))


def form(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=[], XFA=Array(["template", pdf.make_stream(b"<xdp/>")]))


ACTIVE = {
    "script on opening": opening(lambda pdf: pdf.make_indirect(script())),
    "script in a stream": opening(lambda pdf: Dictionary(S=Name.JavaScript, JS=pdf.make_stream(b"app.alert(1)"))),
    "address on opening": opening(lambda pdf: Dictionary(S=Name.URI, URI="http://x.id")),
    "chain on opening": opening(lambda pdf: Dictionary(S=Name.GoTo, D=[pdf.pages[0].obj, Name.Fit], Next=script())),
    "named scripts": scripts,
    "attachment": attachment,
    "events of a page": events,
    "form of XFA": form,
    "program": lambda pdf: note(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F="cmd.exe"))(pdf),  # noqa: PLW0108 -- made anew
    "sending": lambda pdf: note(Subtype=Name.Link, A=Dictionary(S=Name.SubmitForm, F="http://x.id"))(pdf),  # noqa: PLW0108 -- made anew
    "film": note(Subtype=Name.RichMedia),
    "file on a page": note(Subtype=Name.FileAttachment),
}
HARMLESS = {
    "nothing": None,
    "page on opening": opening(lambda pdf: Array([pdf.pages[0].obj, Name.Fit])),
    "step on opening": opening(lambda pdf: pdf.make_indirect(Dictionary(S=Name.GoTo, D=[pdf.pages[0].obj, Name.Fit]))),
    "link": lambda pdf: note(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="https://oss.go.id"))(pdf),  # noqa: PLW0108 -- made anew
    "no attachments": lambda pdf: pdf.Root.__setattr__("Names", Dictionary(EmbeddedFiles=Dictionary(Names=[]))),
    "form": lambda pdf: pdf.Root.__setattr__("AcroForm", Dictionary(Fields=[], XFA=Array())),
    "events that turn pages": lambda pdf: pdf.pages[0].__setattr__(
        "AA", Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage))
    ),
    "words in a text": lambda pdf: pdf.docinfo.__setattr__("Title", "/JavaScript /Launch /OpenAction"),
}


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("what", ACTIVE)
def test_a_pdf_that_does_things_is_refused_wherever_it_hides_them(what, packed):
    with pytest.raises(ValidationError, match="Cetak ulang"):
        checked_pdf(paper(ACTIVE[what], packed=packed))


@pytest.mark.parametrize("name", [b"/J#53", b"/#4aS"])
def test_a_name_written_in_codes_is_the_same_name(name):
    with pytest.raises(ValidationError, match="Cetak ulang"):
        checked_pdf(written(b"<<%s(app.alert(1))>>" % name))


def test_an_attachment_without_the_word_is_found_too():
    with pytest.raises(ValidationError, match="Cetak ulang"):
        checked_pdf(written(b"<</F(gaji.exe)/EF<</F 5 0 R>>>>", stream(b"MZ")))


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("what", HARMLESS)
def test_a_harmless_pdf_is_kept_as_it_is(what, packed):
    content = paper(HARMLESS[what], packed=packed)
    assert checked_pdf(content) == content


def test_a_pdf_with_restrictions_that_anybody_opens_is_looked_into():
    content = paper(encryption=pikepdf.Encryption(owner="rahasia", user=""))
    assert checked_pdf(content) == content
    with pytest.raises(ValidationError, match="Cetak ulang"):
        checked_pdf(paper(scripts, encryption=pikepdf.Encryption(owner="rahasia", user="")))


def test_one_behind_a_password_is_refused_saying_what_to_do():
    with pytest.raises(ValidationError, match=r"kata sandi.*cetak sebagai PDF baru"):
        checked_pdf(paper(encryption=pikepdf.Encryption(owner="rahasia", user="rahasia")))


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (b"\xef\xbb\xbf", b""),
        (b"\r\n" * 500, b""),
        (b"@PJL SET\n", b"\r\n"),
        (b"", b"\0" * 60_000),
        (b"", b"<br>" * 900),
    ],
)
def test_bytes_before_the_mark_and_after_the_end_do_no_harm(before, behind, packed):
    content = before + paper(packed=packed) + behind
    assert is_pdf(content)
    assert checked_pdf(content) == content


def test_a_mark_far_behind_makes_no_pdf():
    assert not is_pdf(b"x" * 1025 + paper())


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 halaman yang terpotong",
        b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n",
        paper()[:-300],
        paper(packed=False, linearize=True)[:-200],
        written(catalog=b"<</Type/Catalog/Pages 2 0 R>>").replace(b"/Type/Page/", b"/Type/Pagf/"),
        b"%PDF-1.5\n" + b"1 0 obj 1\n" * 1000 + b"%%EOF",
        b"%PDF-1.5\n%%EOF" + b"\xff" * 5000,
    ],
)
def test_a_broken_pdf_is_refused_saying_what_to_do(content):
    with pytest.raises(ValidationError, match=r"rusak atau tidak lengkap.*pindai ulang"):
        checked_pdf(content)


HOSTILE = {
    "unpacks to a gigabyte": lambda: packed_by_hand(bomb(2**30)),
    "unpacks twice": lambda: packed_by_hand(zlib.compress(bomb(2**30)), b"/Filter[/FlateDecode/FlateDecode]"),
    "wide rows": lambda: packed_by_hand(
        bomb(2**27), b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2000000000>>"
    ),
    "deep": lambda: written(b"[" * 4_000_000),
    "wide": lambda: written(b"[" + b"[]" * 4_800_000 + b"]"),
    "many": lambda: written(b"[" + b"<<>>" * 2_400_000 + b"]"),
}


def spent() -> float:
    """Seconds of processor that this process and the ended ones it started have used."""
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


@contextmanager
def spending_less_than(seconds: float) -> Iterator[None]:
    """What runs within may use so much of the processor; how busy the machine is otherwise says nothing."""
    before = spent()
    yield
    assert spent() - before < seconds


@pytest.mark.timeout(60)
@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_pdf_is_refused_with_little_memory_and_time(what):
    content = HOSTILE[what]()

    with spending_less_than(10), pytest.raises(ValidationError, match="terlalu rumit"):
        checked_pdf(content)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < 2**30


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "content",
    [
        lambda: written(*(b"<</A 1>>" for _ in range(150_000))),
        lambda: written(*(b"<</Type/Pages/Kids[%d 0 R]/Parent %d 0 R>>" % (n + 1, n - 1) for n in range(4, 60_000))),
        lambda: b"%PDF-1.5\n" + b"1 0 obj 1\n" * 900_000 + b"\n%%EOF",
        lambda: written().replace(b"/Size 4", b"/Size 2147483646"),
        lambda: written().replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev 200"),
        lambda: written(b"(" * 9_000_000),
    ],
)
def test_one_made_to_be_slow_is_answered_in_time(content):
    sent = content()
    with spending_less_than(10):
        done = subprocess.run([sys.executable, "-I", str(PROGRAM)], input=sent, capture_output=True, check=False)

    assert done.stdout.decode() in {"sound", "broken", "too much", ""}


def test_contents_of_pages_are_not_unpacked():
    content = written(stream(bomb(2**30), b"/Filter/FlateDecode"))
    with spending_less_than(5):
        assert checked_pdf(content) == content
    assert MEMORY < 2**28


def test_a_second_beginning_behind_the_end_is_not_padding():
    """Readers begin at the last `startxref`; what lies before the end was judged from another one."""
    with pytest.raises(ValidationError, match="rusak"):
        checked_pdf(paper() + b"\nstartxref\n9\n")


def test_while_one_is_read_the_next_waits_briefly_and_is_told(monkeypatch):
    monkeypatch.setattr(pdfs, "PATIENCE", 0.05)

    with pdfs._turn, pytest.raises(ValidationError, match="Kirim lagi"):
        checked_pdf(paper())

    assert checked_pdf(paper())
