"""What the portal's forms have in common: sent twice, edited by two, refused with a reason."""

from collections.abc import Callable, Iterable
from typing import Any, cast
from uuid import UUID, uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib import messages
from django.http import HttpRequest, QueryDict

from foundation.errors import DomainError, NeedsReason, Stale
from foundation.formfields import TextField
from foundation.idempotency import fingerprint, made_with, once
from foundation.reason_choice import ReasonChoice
from foundation.reasons import LONGEST, OTHER

UNCHANGED = "Tidak ada yang berubah."
"""What is said of a form that was saved as it was shown."""


def sent(request: HttpRequest) -> tuple[QueryDict | None, Any]:
    """What a form is bound to: everything that was sent, be it nothing; unbound while it is only looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def choose(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Offer these choices in the form's field of that name."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)


class PlainForm(forms.Form):
    """A form that asks in our words. Forms of packages get it mixed in; RefusalPages gives their answers a status."""

    def full_clean(self) -> None:
        """Ask for what is missing in two words, where the field has none of its own."""
        for field in self.fields.values():
            if field.error_messages.get("required") is forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = "Wajib diisi."
        super().full_clean()


class PortalForm(PlainForm):
    """Puts any refusal where the user is looking and keeps what was typed. Crispy renders it inside the page's form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.refusal: DomainError | None = None

    @property
    def values(self) -> dict[str, Any]:
        """What the form's verb takes, by name: what was typed, without what the form itself carries."""
        return self.cleaned_data

    @property
    def status(self) -> int:
        """What the page that shows this form answers: the refusal's own status, 422 for what cannot be read."""
        if self.refusal:
            return self.refusal.status
        return 422 if self.is_bound and self.errors else 200

    def attempt(self, verb: Callable[[dict[str, Any]], Any]) -> bool:
        """Whether the form is sound and `verb`, given its `values`, did it. A refusal becomes the form's own error."""
        if not self.is_valid():
            return False
        try:
            verb(self.values)
        except DomainError as refusal:
            self.add_refusal(refusal)
        return self.refusal is None

    def add_refusal(self, error: DomainError) -> None:
        """Show why it was not done, above the fields; templates find the whole error in `form.refusal`."""
        self.refusal = error
        self.add_error(None, error.message)

    def content_hash(self, about: object = "") -> bytes:
        """A keyed hash of all that was sent, files included, and of what it is about."""
        typed = dict(self.data.lists() if isinstance(self.data, QueryDict) else self.data)
        files = {name: self.files.getlist(name) for name in self.files}
        return fingerprint(typed | {"<form>": type(self).__qualname__, "<about>": str(about), "<files>": files})


class OnceForm(PortalForm):
    """A form that creates something: sent twice it creates once. `made` is the public id of what came of it."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("once", uuid4())
        self.made: UUID | None = None

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values.items() if name != "once"}

    def create(self, user: Any, about: object, make: Callable[[dict[str, Any]], Any]) -> bool:
        """`attempt` with a verb that answers the row it made, under the key this form was rendered with.

        The key holds for what the form says of `about`; sent twice it makes once, and `made` names the first, also
        where what was made leaves the form unsound. Without a key it counts as new.
        """
        if self.is_bound and not self.is_valid() and self._made_before(user, about):
            return True
        return self.attempt(lambda values: self._make_once(user, about, lambda: make(values)))

    def _make_once(self, user: Any, about: object, make: Callable[[], Any]) -> None:
        key = self.cleaned_data.get("once") or uuid4()
        with once(user, key, self.content_hash(about)) as used:
            if not used.repeated:
                used.settle(make().public_id)
        self.made = used.object_id

    def _made_before(self, user: Any, about: object) -> bool:
        """Whether this very form was stored already; then `made` names what came of it."""
        if key := self.cleaned_data.get("once"):
            self.made = made_with(user, key, self.content_hash(about))
        return self.made is not None


class VersionedForm(PortalForm):
    """A form that edits something: it carries the version that the officer saw. Call as Form(..., obj=obj)."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_147_483_647)

    def __init__(self, *args: Any, obj: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.obj = obj
        self.changed = True
        if obj is not None:
            self.initial.setdefault("version", obj.version)

    def change(self, user: Any, verb: Callable[[dict[str, Any]], Any], *, about: object = "") -> bool:
        """`attempt` with a verb that changes `obj`, under a key that is all that was sent, the version among it.

        What this officer stored is done when it comes again, as after an answer that was lost, whatever became of the
        row since: it is no save of somebody else's. `about` is what the form is about besides `obj`, as a day.
        Whatever changes counts the version up, so a verb that left it as it was sent has `changed` nothing.
        """
        if not self.is_bound:
            return False
        content = self.content_hash(f"{self.obj.public_id} {about}")
        key = UUID(bytes=content[:16])
        if not self.is_valid() and made_with(user, key, content):
            return True
        return self.attempt(lambda values: self._change_once(user, key, content, lambda: verb(values)))

    def _change_once(self, user: Any, key: UUID, content: bytes, change: Callable[[], Any]) -> None:
        with once(user, key, content) as used:
            if not used.repeated:
                change()
                used.settle(self.obj.public_id)
        self.obj.refresh_from_db()
        self.changed = self.obj.version != self.cleaned_data["version"]

    def tell(self, request: HttpRequest, words: str) -> None:
        """Say above the next page what was done, or that nothing was."""
        if self.changed:
            messages.success(request, words)
        else:
            messages.info(request, UNCHANGED)

    def add_refusal(self, error: DomainError) -> None:
        """Besides the sentence, say at each field what the other officer stored there."""
        super().add_refusal(error)
        if not isinstance(error, Stale):
            return
        for change in error.changes:
            if change.field in self.fields:
                self.add_error(change.field, f"Kini tersimpan: {change.theirs}")
        if self.obj is not None:
            self.obj.refresh_from_db()
            self._go_on_from(self.obj.version)

    def _go_on_from(self, version: int) -> None:
        """After the differences were shown, saving again is meant; any other answer keeps the version of the start."""
        data: Any = self.data
        self.data = data.copy()
        self.data[self.add_prefix("version")] = str(version)  # type: ignore[index]


class ReasonForm(PortalForm):
    """A form whose verb may ask for a reason: the choice appears once it has asked, and stays."""

    reason = TextField(LONGEST, label="Alasan untuk melanjutkan", required=False, widget=ReasonChoice())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get(self.add_prefix("reason")):
            self._choice.ask(self.data.get(self.add_prefix("reason_kinds"), "").split())

    def add_refusal(self, error: DomainError) -> None:
        """Ask for the reason, once for all that warns; the panel around it lists the warnings.

        The first time that is a question: a fault is only what was sent without an answer after it was asked.
        """
        if not isinstance(error, NeedsReason):
            super().add_refusal(error)
            return
        self.refusal = error
        self._choice.ask(error.kinds, last=self.last_reason())
        if self.add_prefix("reason_kinds") in self.data:
            self.add_error("reason", "Tulis alasannya." if self["reason"].value() == OTHER else "Pilih alasannya.")

    def last_reason(self) -> str:
        """The words chosen last on the same sheet, which are chosen already when it asks again; "" where none were."""
        return ""

    @property
    def _choice(self) -> ReasonChoice:
        return cast(ReasonChoice, self.fields["reason"].widget)
