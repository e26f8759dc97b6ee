"""Stages and the dated records that are the truth of the programme."""

import uuid
from datetime import date, timedelta
from typing import Any, Self

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear
from django.utils import timezone
from django.utils.timezone import now

from foundation.days import after
from foundation.errors import Refused
from foundation.ranges import held_days
from foundation.versions import Versioned
from offices.models import Region, Sudin, TargetLine, User
from offices.roles import Act
from participants.models import Participant
from records.facts import facts


class StageCode(models.TextChoices):
    """The code of each stage, by its name."""

    REGISTRATION = "P1", "Pendaftaran"
    TRAINING = "P2", "Pelatihan"
    MENTORING = "P3", "Pendampingan"
    PERMIT = "P4", "Perizinan"
    MARKETING = "P5", "Pemasaran"
    REPORTING = "P6", "Pelaporan Keuangan"
    CAPITAL = "P7", "Permodalan"


BEYOND_REGISTRATION = tuple(code for code in StageCode if code != StageCode.REGISTRATION)
"""What is recorded of people who are registered already."""


EVIDENCED = (
    StageCode.MENTORING,
    StageCode.PERMIT,
    StageCode.MARKETING,
    StageCode.REPORTING,
    StageCode.CAPITAL,
)
"""What files support, a record at a time; a class is supported by its attendance sheet, registration by its form."""

FOR_OTHERS = Q(acting_sudin__isnull=False) & ~Q(
    acting_sudin=Func(F("credited_line"), Value("."), Value(1), function="split_part", output_field=models.CharField())
)
"""Done by another sudin than the one it is credited to; a line's code begins with its sudin's."""


class Stage(models.Model):
    """One of the seven stages. Not a ladder: only P1 is obligatory, the others come in any order, repeatedly."""

    reader_sees = True

    code = models.CharField("kode", max_length=2, primary_key=True)
    name = models.CharField("nama", max_length=40)
    unit = models.CharField("satuan catatan", max_length=40)
    position = models.PositiveSmallIntegerField("urutan")

    class Meta:
        ordering = ["position"]
        verbose_name = verbose_name_plural = "tahap"

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Source(models.TextChoices):
    """What produced a record."""

    REGISTRATION = "registration", "Pendaftaran"
    TRAINING_CLASS = "training_class", "Kelas pelatihan"
    VISIT = "visit", "Kunjungan pendampingan"
    PERMIT = "permit", "Izin terbit"
    BAZAAR = "bazaar", "Kehadiran di bazar"
    SHOP_LINK = "shop_link", "Tautan toko daring"
    TURNOVER = "turnover", "Laporan omzet"
    FINANCING = "financing", "Permodalan cair"
    JOINT = "joint", "Kegiatan bersama"
    IMPORT = "import", "Impor daftar"


TO_WRITE_ANEW = timedelta(days=7)
"""How long an officer who took an own record back may write it anew where the referral has ended."""


def _own(user: User) -> Q:
    return user.scope.of_own_sudin(Act.SEE_PEOPLE, sudin="acting_sudin", region="kelurahan")


class StageRecordQuerySet(models.QuerySet):
    def valid(self) -> "StageRecordQuerySet":
        return self.filter(voided_at=None)

    def visible_to(self, user: User) -> "StageRecordQuerySet":
        """Records of the people this officer may see, and the officer's own after she is out of sight again."""
        return self.filter(Q(participant__in=Participant.objects.visible_to(user)) | _own(user))

    def own(self, user: User) -> "StageRecordQuerySet":
        """What a sudin of the officer did, in the region of that duty, for whomever. See docs/adr/0046."""
        return self.filter(_own(user))

    def taken_back_by(self, user: User) -> "StageRecordQuerySet":
        """Own records that the officer has taken back lately and whose stage that sudin has not recorded anew."""
        same = {name: OuterRef(name) for name in ("participant", "stage", "acting_sudin")}
        anew = StageRecord.objects.filter(**same, recorded_at__gte=OuterRef("voided_at"))
        since = now() - TO_WRITE_ANEW
        return self.own(user).filter(~Exists(anew), voided_by=user, voided_at__gte=since)

    def without_evidence(self) -> "StageRecordQuerySet":
        """Valid records of P2 to P7 that no file supports; P1 has its form on paper."""
        supported = Evidence.objects.filter(record=OuterRef("pk"))
        return self.valid().exclude(stage=StageCode.REGISTRATION).filter(~Exists(supported))

    def known_at(self, moment: Any) -> "StageRecordQuerySet":
        """Those that were recorded before that moment and not yet taken back."""
        return self.filter(Q(voided_at=None) | Q(voided_at__gte=moment), recorded_at__lt=moment)

    def firsts(self) -> "StageRecordQuerySet":
        """First valid completions: one row per person and stage."""
        return self.filter(is_first=True)

    def known_by(self, day: date) -> "StageRecordQuerySet":
        """What stood at the end of that day in Jakarta: recorded by then and not taken back by then.

        Of a record mended afterwards that is the version of then: nothing that is typed later changes what was known.
        """
        return self.known_at(after(day))

    def earliest_of_each(self) -> "StageRecordQuerySet":
        """Of each person and stage the earliest of these records: the firsts, chosen anew among just these."""
        ordered = self.order_by("participant_id", "stage_id", "occurred_on", "recorded_at", "pk")
        return ordered.distinct("participant_id", "stage_id")


class StageRecord(models.Model):
    """This person completed this stage on that day, in that kelurahan, credited to that line.

    Append-only: a correction is a void with a reason and a new record. `is_first` marks the person's first valid
    completion of the stage, so counting people is counting rows. `occurred_on` is when it happened, `recorded_at`
    when it was typed, `batch` the list it came with; kelurahan and line are those of the placement on `occurred_on`,
    copied once. `replaces` names the record it was written anew for, whose `known_since` it takes over: so what is
    mended was known all the while.

    Keys that no question begins with have no index of their own: every index costs each write.
    """

    reader_sees = (
        "id", "public_id", "participant_id", "stage_id", "occurred_on", "month", "kelurahan_id", "credited_line_id",
        "acting_sudin_id", "recorded_at", "replaces_id", "known_since", "voided_at", "is_first",
    )  # fmt: skip

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="stage_records", db_index=False)
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="records", verbose_name="tahap", db_index=False)
    occurred_on = models.DateField("tanggal penyelesaian")
    month = models.GeneratedField(
        expression=ExtractYear("occurred_on") * 12 + ExtractMonth("occurred_on") - 1,
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    kelurahan = models.ForeignKey(
        Region, models.PROTECT, related_name="+", verbose_name="kelurahan binaan", db_index=False
    )
    credited_line = models.ForeignKey(
        TargetLine, models.PROTECT, related_name="+", verbose_name="dihitung untuk", db_index=False
    )
    acting_sudin = models.ForeignKey(
        Sudin,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="dilaksanakan oleh",
        db_index=False,
    )
    source = models.CharField("sumber", max_length=16, choices=Source.choices)
    batch = models.UUIDField("impor", null=True, blank=True, editable=False)
    note = models.CharField("catatan", max_length=300, blank=True)
    reason = models.CharField("alasan melanjutkan", max_length=300, blank=True)
    reason_kind = models.CharField("jenis alasan", max_length=30, blank=True, db_default="", default="")
    recorded_at = models.DateTimeField("dicatat pada", default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="dicatat oleh", db_index=False)
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="menggantikan",
        db_index=False,
    )
    known_before = models.DateTimeField("catatan pertama rantainya", null=True, blank=True, editable=False)
    known_since = models.GeneratedField(
        expression=Coalesce("known_before", "recorded_at"),
        output_field=models.DateTimeField("diketahui sejak"),
        db_persist=True,
    )
    voided_at = models.DateTimeField("dibatalkan pada", null=True, blank=True)
    voided_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="dibatalkan oleh",
        db_index=False,
    )
    void_reason = models.CharField("alasan pembatalan", max_length=300, blank=True)
    is_first = models.BooleanField("capaian pertama", default=False)

    objects = StageRecordQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "catatan tahap"
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "participant"],
                condition=Q(is_first=True),
                name="one_first_completion_per_stage",
                violation_error_message="Tahap ini sudah tercatat sebagai capaian pertama.",
            ),
            models.CheckConstraint(
                condition=Q(voided_at=None, voided_by=None, void_reason="")
                | (Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(void_reason="")),
                name="void_has_author_and_reason",
                violation_error_message="Pembatalan harus memuat alasan.",
            ),
            models.CheckConstraint(
                condition=Q(is_first=False) | Q(voided_at=None),
                name="a_voided_record_is_not_first",
                violation_error_message="Catatan yang dibatalkan tidak dapat menjadi capaian pertama.",
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(replaces__isnull=False),
                name="a_record_is_replaced_once",
                violation_error_message="Catatan ini sudah diperbaiki.",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None, known_before=None) | Q(replaces__isnull=False, known_before__isnull=False),
                name="only_a_replacement_was_known_before",
                violation_error_message="Hanya catatan pengganti yang sudah diketahui sebelumnya.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["participant", "stage", "occurred_on", "recorded_at", "id"], name="record_of_participant"
            ),
            models.Index(
                fields=["stage", "kelurahan", "occurred_on", "id"],
                condition=Q(voided_at=None),
                name="record_in_kelurahan",
            ),
            models.Index(
                fields=["stage", "-occurred_on", "-id"],
                include=["participant"],
                condition=Q(voided_at=None),
                name="record_newest",
            ),
            models.Index(
                fields=["acting_sudin", "-occurred_on", "-id"],
                condition=Q(voided_at=None, stage__in=EVIDENCED),
                name="record_to_support",
            ),
            models.Index(
                fields=["acting_sudin", "occurred_on"],
                condition=Q(voided_at=None) & FOR_OTHERS,
                name="record_for_others",
            ),
        ]
        # `month` and `known_since` are generated and not yet computed when the guard runs.
        triggers = [
            pgtrigger.Trigger(
                name="inherits_known_since",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__replaces__isnull=False),
                declare=[("replaced", "records_stagerecord%ROWTYPE")],
                func=pgtrigger.Func(
                    """
                    SELECT * INTO replaced FROM records_stagerecord WHERE id = NEW.replaces_id;
                    IF replaced.voided_at IS NULL OR (replaced.participant_id, replaced.stage_id)
                        IS DISTINCT FROM (NEW.participant_id, NEW.stage_id) THEN
                        RAISE EXCEPTION 'Yang digantikan harus catatan peserta dan tahap yang sama, yang sudah dibatalkan.';
                    END IF;
                    NEW.known_before := replaced.known_since;
                    RETURN NEW;
                    """
                ),
            ),
            pgtrigger.Trigger(
                name="append_only",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                declare=[("may_change", "text[] := '{is_first,voided_at,voided_by_id,void_reason,month,known_since}'")],
                func=pgtrigger.Func(
                    """
                    IF TG_OP = 'DELETE' THEN
                        RAISE EXCEPTION 'Catatan tahap tidak dapat dihapus; batalkan dengan alasan.';
                    END IF;
                    IF OLD.voided_at IS NOT NULL THEN
                        RAISE EXCEPTION 'Catatan tahap yang sudah dibatalkan tidak dapat diubah.';
                    END IF;
                    IF to_jsonb(OLD) - may_change IS DISTINCT FROM to_jsonb(NEW) - may_change THEN
                        RAISE EXCEPTION 'Catatan tahap tidak dapat diubah; batalkan dan catat ulang.';
                    END IF;
                    RETURN NEW;
                    """
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage_id} {self.occurred_on:%d/%m/%Y}"

    @property
    def is_registration(self) -> bool:
        """Whether it is P1: nobody is without, and only *salah daftar* takes it back."""
        return self.stage_id == StageCode.REGISTRATION


class ExpectationQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        """Those that hold on that day."""
        return self.filter(starts_on__lte=day).filter(Q(ends_on=None) | Q(ends_on__gte=day))


class Expectation(Versioned):
    """A stage expects this fact (see `records.facts`) from a day until a day. It warns and never refuses.

    `warned` of `saves` in twelve months would have had to be explained, counted at `weighed_at`; see docs/adr/0047.
    """

    FEWEST_SAVES = 20
    """So few say nothing about what is usual."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="expectations", verbose_name="tahap")
    fact = models.CharField("syarat", max_length=30)
    parameter = models.CharField("rincian syarat", max_length=30)
    words = models.CharField("kalimat peringatan", max_length=200)
    starts_on = models.DateField("berlaku sejak")
    ends_on = models.DateField("berlaku sampai", null=True, blank=True)
    warned = models.PositiveIntegerField("akan diperingatkan", default=0, editable=False)
    saves = models.PositiveIntegerField("pencatatan", default=0, editable=False)
    weighed_at = models.DateTimeField("dihitung pada", null=True, editable=False)

    objects = ExpectationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "syarat tahap"
        ordering = ["stage", "fact", "parameter", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="expectation_ends_after_it_starts",
                violation_error_message="Hari terakhir syarat mendahului hari pertamanya.",
            ),
            ExclusionConstraint(
                name="expectations_do_not_overlap",
                expressions=[
                    (F("stage"), RangeOperators.EQUAL),
                    (F("fact"), RangeOperators.EQUAL),
                    (F("parameter"), RangeOperators.EQUAL),
                    (held_days("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Syarat yang sama sudah berlaku untuk tahap ini pada masa itu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage_id}: {self.lacking}"

    @property
    def lacking(self) -> str:
        """What is said of whoever does not meet it: "belum NIB"."""
        fact = facts.things[self.fact]
        return fact.lacking.format(fact.words(self.parameter))

    @property
    def is_asked(self) -> bool:
        """Whether going on needs a reason: not where more than half of the saves would have to give one."""
        return self.saves < self.FEWEST_SAVES or 2 * self.warned <= self.saves

    def holds(self, records: StageRecordQuerySet) -> Any:
        """The condition that whoever has these valid records meets it."""
        return facts.things[self.fact].holds(records, self.parameter)


class Evidence(models.Model):
    """A file that supports a record: of an allowed kind, cleaned on the way in, served through a view only."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    record = models.ForeignKey(StageRecord, models.PROTECT, related_name="evidence")
    file = models.FileField("berkas", upload_to="evidence/%Y/%m/")
    name = models.CharField("nama berkas", max_length=120)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField("ukuran")
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="ditambahkan oleh")
    added_at = models.DateTimeField("ditambahkan pada", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "bukti dukung"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class StageDetail(models.Model):
    """What fills a stage: a visit, a permit, a report. Each row stands for one `StageRecord` once it completes.

    Every subject registers its models in `records.subjects`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="%(class)ss")
    record = models.OneToOneField(
        StageRecord, models.PROTECT, null=True, blank=True, related_name="%(class)s", editable=False
    )

    class Meta:
        abstract = True

    def store(self) -> Self:
        """Insert the row; a constraint that it breaks is refused in the constraint's own words."""
        try:
            self.validate_constraints()
        except ValidationError as broken:
            raise Refused(" ".join(broken.messages)) from broken
        self.save(force_insert=True)
        return self

    @classmethod
    def let_go(cls, record: StageRecord) -> None:
        """What becomes of the row when its record is taken back: nothing, unless its subject says more."""
