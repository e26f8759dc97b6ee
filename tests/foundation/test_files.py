import contextlib
import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, PngImagePlugin

from foundation.files import LARGEST_BYTES, cleaned_upload, serve

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
STREAM = b"<</Length 9>>\nstream\r\n%b\nendstream\nendobj\n"


def _image(kind="JPEG", size=(40, 30), **more):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **more)
    return out.getvalue()


def _clean(content, name="bukti.jpg"):
    return cleaned_upload(ContentFile(content, name))


def _png_of(width, height):
    """A tiny file that says it is a huge picture."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("kind", "type_", "suffix"), [("JPEG", "image/jpeg", ".jpg"), ("PNG", "image/png", ".png")])
def test_a_picture_comes_out_as_what_it_is_whatever_its_name(kind, type_, suffix):
    clean = _clean(_image(kind), "bukti.pdf")
    assert (clean.content_type, clean.suffix) == (type_, suffix)
    assert Image.open(io.BytesIO(clean.content)).size == (40, 30)
    assert len(clean.sha256) == 64


def test_where_and_with_what_a_picture_was_taken_is_removed():
    exif = Image.Exif()
    exif[0x010F] = "KameraRahasia"
    exif.get_ifd(0x8825)[2] = (6.0, 10.0, 3.0)
    photo = _image(exif=exif)
    assert b"KameraRahasia" in photo

    clean = _clean(photo).content
    assert b"KameraRahasia" not in clean
    assert not Image.open(io.BytesIO(clean)).getexif()


def test_comments_and_colour_profiles_are_removed_too():
    clean = _clean(_image(comment=b"Siti di rumah", icc_profile=b"profil-perangkat" * 20)).content
    assert b"Siti" not in clean
    assert b"profil-perangkat" not in clean


def test_a_picture_taken_sideways_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert Image.open(io.BytesIO(_clean(_image(exif=exif)).content)).size == (30, 40)


@pytest.mark.parametrize("kind", [5, 11])
def test_a_picture_whose_notes_are_of_the_wrong_kind_is_refused(kind):
    """Orientation, and a description that is no text: what turns the picture upright writes both anew, and fails."""
    sideways = struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0)
    described = struct.pack("<HHII", 0x010E, kind, 1, 16)
    notes = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + described + sideways + bytes(4)

    with pytest.raises(ValidationError):
        _clean(_image(exif=notes))


def test_text_and_a_second_file_hidden_in_a_picture_are_dropped():
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "<script>rahasia</script>")
    hidden = _image("PNG", pnginfo=info) + b"PK\x03\x04<?php system('x') ?>"

    clean = _clean(hidden).content
    assert b"rahasia" not in clean
    assert b"php" not in clean


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<html><script>alert(1)</script></html>",
        b"GIF89a" + b"\0" * 20,
        b"MZ" + b"\0" * 100,
        b"PK\x03\x04" + b"\0" * 100,
        b"\xff\xd8\xff" + b"\0" * 100,
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 500,
        _image()[:200],
        _image("PNG")[:60],
        b"%PDF-1.7 halaman yang terpotong",
        b"x" + PDF,
        _png_of(60_000, 60_000),
        _png_of(5_001, 5_000),
        _png_of(2**31 - 1, 2**31 - 1),
        _png_of(0, 10),
    ],
)
def test_hostile_and_broken_files_are_refused_in_words(content):
    with pytest.raises(ValidationError) as refusal:
        _clean(content)
    assert refusal.value.messages[0].startswith(("Berkas", "Gambar"))


def test_a_sound_picture_of_more_than_25_megapixels_is_refused_before_it_is_drawn():
    with pytest.raises(ValidationError, match="25 megapiksel"):
        _clean(_image("PNG", size=(5_001, 5_000)))


@pytest.mark.parametrize(
    "active",
    [
        *(b"/JavaScript (app.alert(1))", b"/JS(app.alert(1))", b"/S/JavaScript/JS 7 0 R", b"/Launch", b"/RichMedia"),
        *(b"/EmbeddedFile", b"/Names<</EmbeddedFiles 4 0 R", b"/AcroForm<</XFA[]", b"/S/SubmitForm", b"/S/GoToE"),
        *(b"/J#53 (app.alert(1))", b"/#4aavaScript 3 0 R", b"/L#61unch", b"/Open#41ction<</S/URI/URI(http://x.id)"),
        *(b"/OpenAction", b"/OpenAction<</S/URI/URI(http://x.id)", b"/OpenAction 9 0 R"),
    ],
)
def test_a_pdf_that_does_things_is_refused(active):
    with pytest.raises(ValidationError, match="Cetak ulang"):
        _clean(PDF.replace(b"<<>>", b"<<" + active + b">>", 1))


def test_what_stands_after_a_stream_is_looked_at_too():
    with pytest.raises(ValidationError, match="Cetak ulang"):
        _clean(PDF.replace(b"<<>>", STREAM % b"\0" + b"2 0 obj\n<</JS(x)>>", 1))


@pytest.mark.parametrize(
    "harmless",
    [
        b"/OpenAction[1 0 R /XYZ null null 0]",
        b"/OpenAction <</Type/Action /S /GoTo /D[1 0 R /Fit]>>",
        b"/OpenAction 12 0 R>>endobj\n112 0 obj\n<</S/URI>>endobj\n12 0 obj\n<</S/GoTo/D[1 0 R/Fit]>>endobj\n<<",
        b"/JSON 1/Launching 2/XFAB 3",
    ],
)
def test_a_pdf_that_only_says_which_page_to_show_first_is_accepted(harmless):
    pdf = PDF.replace(b"<<>>", b"<<" + harmless + b">>", 1)
    assert _clean(pdf).content == pdf


def test_short_words_that_compressed_pages_spell_by_chance_do_no_harm():
    pdf = PDF.replace(b"<<>>", STREAM % b"\x9c/JS \x01/Launch /OpenAction(" + STREAM % b"/XFA[", 1)
    assert _clean(pdf).content == pdf


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", [b">>stream\n", b"/OpenAction 1 0 R ", b"/OpenAction<<", b"#41", b"/JS1", b">> "])
def test_a_pdf_made_to_be_slow_is_read_in_time(piece):
    body = piece * (LARGEST_BYTES // len(piece) - 20)
    with contextlib.suppress(ValidationError):
        _clean(b"%PDF-1.7\n" + body + b"\n%%EOF\n")


def test_a_pdf_is_known_by_its_content_and_kept_as_it_is():
    clean = _clean(PDF, "foto.png")
    assert (clean.content_type, clean.suffix, clean.content) == ("application/pdf", ".pdf", PDF)


def test_more_than_ten_megabytes_are_refused():
    with pytest.raises(ValidationError, match="10 MB"):
        _clean(PDF + b"\0" * LARGEST_BYTES)


def test_a_kept_file_is_handed_out_as_a_download_that_can_do_nothing():
    response = serve(ContentFile(PDF), "application/pdf", "bukti-1.pdf")

    assert response["Content-Disposition"] == 'attachment; filename="bukti-1.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    response.file_to_stream.close()
