"""The participant: who she is, where she lives, who has charge of her today."""

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q

from foundation.fields import EncryptedTextField
from foundation.keeping import History
from foundation.versions import Versioned
from offices.models import Region, TargetLine, User
from offices.regions import inside
from offices.roles import Act
from participants.shares import shared_with
from participants.vocabulary import keep_words, words_of


class Sex(models.TextChoices):
    MALE = "L", "Laki-laki"
    FEMALE = "P", "Perempuan"


class RegistrantType(models.TextChoices):
    BEGINNER = "pemula", "Wirausaha Pemula"
    GROWING = "naik_kelas", "Wirausaha Naik Kelas"


class Channel(models.TextChoices):
    KELURAHAN = "kelurahan", "Loket kelurahan"
    KECAMATAN = "kecamatan", "Loket kecamatan"
    MENTOR = "pendamping", "Pendamping"
    ONLINE = "daring", "Daring"
    IMPORT = "impor", "Impor daftar"


CHANNELS = [choice for choice in Channel.choices if choice[0] != Channel.IMPORT]
"""By which way an officer or a program can say that somebody came; an import says it of itself."""


class PrivacyNoticeGiven(models.TextChoices):
    READ = "dibaca", "Dibaca sendiri"
    READ_ALOUD = "dibacakan", "Dibacakan petugas"
    PRINTED = "tercetak", "Diserahkan tercetak"


class ParticipantState(models.TextChoices):
    ACTIVE = "active", "Aktif"
    WITHDRAWN = "withdrawn", "Mengundurkan diri"
    MISREGISTERED = "misregistered", "Salah daftar"
    MERGED = "merged", "Digabung"
    ANONYMISED = "anonymised", "Dianonimkan"

    @property
    def tone(self) -> str:
        """How a badge of this state looks."""
        return "good" if self is ParticipantState.ACTIVE else "quiet"


class IdentityState(models.TextChoices):
    REGISTERED = "registered", "Menunggu verifikasi"
    VERIFIED = "verified", "Terverifikasi"
    RETURNED = "returned", "Dikembalikan"

    @property
    def tone(self) -> str:
        """How a badge of this state looks."""
        tones = {IdentityState.REGISTERED: "warn", IdentityState.VERIFIED: "good", IdentityState.RETURNED: "bad"}
        return tones[self]


HOLDS_NIK = [ParticipantState.ACTIVE, ParticipantState.WITHDRAWN]
"""States in which a NIK is taken: nobody else can be registered with it."""

UNLISTED = ("nik", "kk", "phone", "email", "ktp_address", "domicile_address")
"""What pickers and work lists never show and do not decrypt."""


class ParticipantQuerySet(models.QuerySet):
    def visible_to(self, user: User, line: str = "") -> "ParticipantQuerySet":
        """The people this officer may see: in the officer's care, or shared with a sudin of the officer today.

        Whoever asks for one `line` (code) alone says so here as well: where no duty reaches it, few are left to look at.
        """
        return self.filter(user.scope.of_participants(line) | Q(pk__in=shared_with(user)))

    def reached_by(self, user: User, act: Act) -> "ParticipantQuerySet":
        """The people to whom one duty of this officer allows this act."""
        return self.filter(user.scope.of(act, region="kelurahan", line="line"))

    def within(self, code: str) -> "ParticipantQuerySet":
        """People of the region with this code and every region inside it."""
        return self.filter(inside("kelurahan__code", code))

    def active(self) -> "ParticipantQuerySet":
        return self.filter(state=ParticipantState.ACTIVE)

    def unverified(self) -> "ParticipantQuerySet":
        return self.filter(identity_state=IdentityState.REGISTERED, state=ParticipantState.ACTIVE)

    def listed(self) -> "ParticipantQuerySet":
        """With what a list shows of each: the NIK is decrypted to be masked, no other secret is."""
        return self.defer("kk", "phone", "email", "ktp_address", "domicile_address", "words")

    def with_row_lock(self) -> "ParticipantQuerySet":
        """The rows under a lock that lets others still point to them; several are locked in key order."""
        return self.order_by("pk").select_for_update(no_key=True, of=("self",))


class Participant(Versioned):
    """A person in the programme.

    `kelurahan` and `line` are those of the current placement, carried here for scope and lists. Who had
    charge of her on an earlier day is told by her placements. `sort_name` is the name as lists order it: small letters,
    from its first letter or digit on.
    """

    history = History(hidden=("sort_name", "words"))
    reader_sees = ("id", "state", "identity_state")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    registration_number = models.CharField("nomor pendaftaran", max_length=20)

    name = models.CharField("nama lengkap", max_length=120)
    sort_name = models.GeneratedField(
        expression=Func(F("name"), function="participants_sort_name"),
        output_field=models.CharField(max_length=120, db_collation="C"),
        db_persist=True,
    )
    words = words_of("name")
    nik = EncryptedTextField("NIK", context="participants.nik")
    nik_index = models.BinaryField(max_length=32, editable=False)
    kk = EncryptedTextField("nomor kartu keluarga", context="participants.kk", null=True)
    sex = models.CharField("jenis kelamin", max_length=1, choices=Sex.choices)
    birth_place = models.CharField("tempat lahir", max_length=80)
    birth_date = models.DateField("tanggal lahir")
    identity_reason = models.CharField("alasan perbedaan identitas", max_length=300, blank=True)

    phone = EncryptedTextField("nomor HP (WhatsApp)", context="participants.phone", null=True)
    phone_index = models.BinaryField(max_length=32, null=True, editable=False)
    email = EncryptedTextField("surel", context="participants.email", null=True)

    ktp_address = EncryptedTextField("alamat sesuai KTP", context="participants.ktp_address")
    ktp_region = models.CharField("kelurahan, kecamatan, dan kota sesuai KTP", max_length=160)
    domicile_address = EncryptedTextField("alamat domisili", context="participants.domicile_address")
    rt = models.CharField("RT", max_length=3)
    rw = models.CharField("RW", max_length=3)
    domicile_kelurahan = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="kelurahan domisili")

    kelurahan = models.ForeignKey(Region, models.PROTECT, related_name="participants", verbose_name="kelurahan binaan")
    line = models.ForeignKey(TargetLine, models.PROTECT, related_name="participants", verbose_name="sudin pengampu")
    registrant_type = models.CharField("jenis pendaftar", max_length=12, choices=RegistrantType.choices)
    channel = models.CharField("kanal pendaftaran", max_length=12, choices=Channel.choices)

    privacy_version = models.CharField("versi pemberitahuan privasi", max_length=20)
    privacy_given = models.CharField(
        "pemberitahuan privasi disampaikan", max_length=12, choices=PrivacyNoticeGiven.choices
    )

    state = models.CharField(
        "keadaan", max_length=14, choices=ParticipantState.choices, default=ParticipantState.ACTIVE
    )
    state_reason = models.CharField("alasan keadaan", max_length=300, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
        verbose_name="digabung ke",
        db_index=False,
    )
    identity_state = models.CharField(
        "verifikasi", max_length=12, choices=IdentityState.choices, default=IdentityState.REGISTERED
    )
    identity_note = models.CharField("catatan verifikasi", max_length=300, blank=True)
    verified_at = models.DateTimeField("diverifikasi pada", null=True, blank=True)
    verified_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="diverifikasi oleh",
        db_index=False,
    )

    registered_on = models.DateField("tanggal pendaftaran")
    registered_at = models.DateTimeField("dicatat pada", auto_now_add=True)
    registered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name="didaftarkan oleh", db_index=False
    )
    last_activity_on = models.DateField("kegiatan terakhir")

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "peserta"
        constraints = [
            models.UniqueConstraint(fields=["registration_number"], name="one_person_per_registration_number"),
            models.UniqueConstraint(
                fields=["nik_index"],
                condition=Q(state__in=HOLDS_NIK),
                name="one_active_participant_per_nik",
                violation_error_message="NIK ini sudah terdaftar.",
            ),
            models.CheckConstraint(
                condition=Q(identity_state=IdentityState.VERIFIED, verified_at__isnull=False, verified_by__isnull=False)
                | (~Q(identity_state=IdentityState.VERIFIED) & Q(verified_at=None, verified_by=None)),
                name="verified_has_author_and_moment",
                violation_error_message="Verifikasi harus memuat petugas dan waktunya.",
            ),
            models.CheckConstraint(
                condition=~Q(identity_state=IdentityState.RETURNED) | ~Q(identity_note=""),
                name="returned_has_reason",
                violation_error_message="Pengembalian harus memuat alasan.",
            ),
            models.CheckConstraint(
                condition=Q(state=ParticipantState.MERGED, merged_into__isnull=False)
                | (~Q(state=ParticipantState.MERGED) & Q(merged_into=None)),
                name="merged_into_another",
                violation_error_message="Peserta yang digabung harus menunjuk peserta yang tetap.",
            ),
            models.CheckConstraint(
                condition=Q(state=ParticipantState.ACTIVE) | ~Q(state_reason=""),
                name="leaving_has_reason",
                violation_error_message="Perubahan keadaan peserta harus memuat alasan.",
            ),
            models.CheckConstraint(
                condition=Q(rt__regex=r"^\d{3}$") & Q(rw__regex=r"^\d{3}$"),
                name="rt_and_rw_have_three_digits",
                violation_error_message="RT dan RW terdiri atas tiga angka, misalnya 004/011.",
            ),
        ]
        indexes = [
            models.Index(fields=["-registered_on", "-id"], name="participant_newest"),
            models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name="participant_merged"),
            models.Index(fields=["sort_name", "id"], name="participant_by_name"),
            models.Index(fields=["kelurahan", "-registered_on", "-id"], name="participant_in_kelurahan"),
            models.Index(fields=["line", "-registered_on", "-id"], name="participant_in_line"),
            models.Index(
                fields=["registered_on", "id"],
                condition=Q(identity_state=IdentityState.REGISTERED),
                name="participant_to_verify",
            ),
            models.Index(
                fields=["id"],
                condition=~Q(identity_state=IdentityState.VERIFIED),
                name="participant_not_verified",
            ),
            models.Index(
                fields=["-registered_on", "-id"],
                condition=Q(identity_state=IdentityState.RETURNED),
                name="participant_returned",
            ),
            models.Index(
                fields=["state", "-registered_on", "-id"],
                condition=~Q(state=ParticipantState.ACTIVE),
                name="participant_not_active",
            ),
            models.Index(fields=["nik_index"], condition=~Q(state__in=HOLDS_NIK), name="participant_gave_up_nik"),
            models.Index(fields=["last_activity_on", "id"], name="participant_idle"),
            models.Index(fields=["phone_index"], condition=~Q(phone_index=None), name="participant_by_phone"),
            GinIndex(fields=["words"], name="participant_by_words"),
        ]
        triggers = keep_words()

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        """Whether stages may be recorded for her; whoever has left keeps what was."""
        return self.state == ParticipantState.ACTIVE

    @property
    def holds_nik(self) -> bool:
        """Whether nobody else can be registered with her NIK."""
        return self.state in HOLDS_NIK

    @property
    def why_left(self) -> str:
        """A sentence for whoever opens a page for the active; empty while she is."""
        state = self.get_state_display().lower()
        return (
            "" if self.is_active else f"Peserta ini tidak aktif ({state}). Aktifkan kembali sebelum mengubah datanya."
        )

    @property
    def is_returned(self) -> bool:
        """Whether her registration came back and waits to be corrected."""
        return self.identity_state == IdentityState.RETURNED

    @property
    def may_be_verified(self) -> bool:
        """Whether her identity waits to be confirmed; the set is `unverified()`."""
        return self.is_active and self.identity_state == IdentityState.REGISTERED

    @property
    def line_is_proposed(self) -> bool:
        """Whether her line is still the counter's proposal: it is confirmed with her identity."""
        return self.identity_state != IdentityState.VERIFIED

    @property
    def may_be_returned(self) -> bool:
        """Whether her registration can be sent back to be corrected, verified or not."""
        return self.is_active and not self.is_returned

    @property
    def standing(self) -> ParticipantState | IdentityState:
        """What stands out about her: that she has left, else how far her identity is confirmed."""
        return IdentityState(self.identity_state) if self.is_active else ParticipantState(self.state)

    @property
    def is_identity_locked(self) -> bool:
        """Whether NIK, name and birth date are beyond the kelurahan's correction."""
        return self.identity_state == IdentityState.VERIFIED
