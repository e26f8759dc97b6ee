"""Every component in realistic states, at /components/ while DEBUG is on. Made-up data only."""

from typing import Any, cast

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from foundation.formfields import UploadField
from foundation.reason_choice import ReasonChoice
from foundation.reasons import UsualReason
from jakpreneur import gallery_data as data


class SampleForm(forms.Form):
    """A form with every kind of field, two of them in error."""

    nik = forms.CharField(
        label="NIK", help_text="16 angka, sesuai KTP.", widget=forms.TextInput({"inputmode": "numeric"})
    )
    name = forms.CharField(label="Nama lengkap", initial="Siti Rahmawati")
    kelurahan = forms.ChoiceField(label="Kelurahan", choices=data.KELURAHAN, widget=forms.Select({"data-select": ""}))
    kind = forms.ChoiceField(
        label="Jenis pendaftar", choices=[("a", "Wirausaha Pemula"), ("b", "Naik Kelas")], widget=forms.RadioSelect
    )
    born_on = forms.CharField(label="Tanggal lahir", required=False, help_text="hh/bb/tttt, misalnya 07/12/1990.")
    turnover = forms.CharField(
        label="Omzet per bulan", required=False, widget=forms.TextInput({"inputmode": "numeric"})
    )
    note = forms.CharField(label="Catatan", required=False, widget=forms.Textarea({"rows": 3}))
    photo = UploadField(label="Bukti dukung", required=False)
    notice = forms.BooleanField(label="Pemberitahuan privasi sudah dibacakan")


class ReasonForm(forms.Form):
    """Only the reason, as the reason panel shows it."""

    reason = forms.CharField(label="Alasan", widget=ReasonChoice())

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        choice = cast(ReasonChoice, self.fields["reason"].widget)
        choice.asks, choice.kinds = True, ["has_permit"]
        choice.usual = [UsualReason(code=words, words=words, kind="has_permit") for words in data.REASONS]


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """All components on one page."""
    form = SampleForm({"nik": "3171", "name": "Siti Rahmawati", "kind": "a"})
    form.errors["nik"] = form.error_class(["NIK harus terdiri atas 16 angka."], field_id="id_nik")
    return render(
        request, "gallery/index.html", {**vars(data), "form": form, "reason_form": ReasonForm(auto_id="reason_%s")}
    )


@login_not_required
def receipt(request: HttpRequest) -> HttpResponse:
    """The sheet of paper a resident leaves with."""
    return render(request, "gallery/receipt.html", vars(data))


@login_not_required
def error(request: HttpRequest, status: int) -> HttpResponse:
    """The page of an error, as a visitor sees it."""
    words = {
        "status": status,
        "title": "Terjadi kesalahan pada sistem",
        "message": "Perubahan terakhir tidak disimpan. Coba lagi atau hubungi administrator.",
    }
    return render(request, "errors/page.html", {**words, "reference": "7f3a-91c2-44e0"}, status=200)


urlpatterns = [
    path("", gallery, name="gallery"),
    path("tanda-terima/", receipt, name="gallery_receipt"),
    path("galat/<int:status>/", error, name="gallery_error"),
]
