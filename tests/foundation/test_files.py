"""What comes in is known by its content, made clean or refused in words, and said beside every field alike."""

import io

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from foundation.files import ACCEPT, ALLOWED, KINDS, LARGEST_BYTES, cleaned_upload, serve
from foundation.formfields import UploadField
from tests.foundation.papers import paper


def image(kind, mode="RGB"):
    out = io.BytesIO()
    Image.new(mode, (40, 30), "teal").save(out, kind)
    return out.getvalue()


def clean(content, name="bukti.jpg"):
    return cleaned_upload(ContentFile(content, name))


@pytest.mark.parametrize(
    ("content", "type_", "suffix"),
    [
        (image("JPEG"), "image/jpeg", ".jpg"),
        (image("PNG"), "image/png", ".png"),
        (image("WEBP"), "image/jpeg", ".jpg"),
        (paper(), "application/pdf", ".pdf"),
    ],
)
def test_a_file_comes_out_as_what_it_is_whatever_its_name(content, type_, suffix):
    kept = clean(content, "bukti.exe")
    assert (kept.content_type, kept.suffix, len(kept.sha256)) == (type_, suffix, 64)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<html><script>alert(1)</script></html>",
        b"GIF89a" + b"\0" * 20,
        b"MZ" + b"\0" * 100,
        b"PK\x03\x04" + b"\0" * 100,
        b"RIFF\0\0\0\0WAVE",
        b"\0\0\0\x18ftypmp42" + b"\0" * 100,
    ],
)
def test_what_is_of_no_allowed_kind_is_refused_naming_those_that_are(content):
    with pytest.raises(ValidationError, match="PDF, JPEG, PNG, atau WebP"):
        clean(content)


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"hevc"])
def test_a_photo_of_an_iphone_is_refused_saying_what_to_do(brand):
    with pytest.raises(ValidationError, match=r"HEIC.*Paling Kompatibel"):
        clean(b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0mif1heic" + b"\0" * 100)


def test_more_than_ten_megabytes_are_refused():
    with pytest.raises(ValidationError, match="10 MB"):
        clean(paper() + b"\0" * LARGEST_BYTES)


def test_a_picture_with_a_pdf_behind_it_is_a_picture():
    kept = clean(image("PNG") + paper())
    assert kept.content_type == "image/png"
    assert b"%PDF" not in kept.content


def test_the_field_says_what_the_table_allows():
    class Form(forms.Form):
        file = UploadField(caution="Hati-hati.")

    shown = str(Form()["file"])
    assert f'accept="{ACCEPT}"' in shown
    assert Form().fields["file"].help_text == f"{ALLOWED} Hati-hati."
    for kind in KINDS:
        assert kind.name in ALLOWED
        assert set(kind.suffixes) <= set(ACCEPT.split(","))


def test_a_kept_file_is_handed_out_as_a_download_that_can_do_nothing():
    response = serve(ContentFile(paper()), "application/pdf", "bukti-1.pdf")

    assert response["Content-Disposition"] == 'attachment; filename="bukti-1.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    response.file_to_stream.close()
