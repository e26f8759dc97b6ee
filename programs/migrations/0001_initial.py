import uuid

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import foundation.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("offices", "0001_initial"),
        ("participants", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Stage",
            fields=[
                ("code", models.CharField(max_length=2, primary_key=True, serialize=False, verbose_name="kode")),
                ("name", models.CharField(max_length=40, verbose_name="nama")),
                ("unit", models.CharField(max_length=40, verbose_name="satuan catatan")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
            ],
            options={
                "verbose_name": "tahap",
                "verbose_name_plural": "tahap",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Bazaar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versi")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="nama bazar")),
                ("starts_on", models.DateField(verbose_name="hari pertama")),
                ("ends_on", models.DateField(verbose_name="hari terakhir")),
                ("place", models.CharField(max_length=160, verbose_name="tempat")),
                (
                    "funding",
                    models.CharField(
                        choices=[("apbd", "APBD"), ("sponsor", "Sponsor"), ("gabungan", "APBD dan sponsor")],
                        max_length=10,
                        verbose_name="pendanaan",
                    ),
                ),
                ("stands", models.PositiveSmallIntegerField(verbose_name="jumlah stan")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="dibatalkan pada")),
                ("cancel_reason", models.CharField(blank=True, max_length=300, verbose_name="alasan pembatalan")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "kelurahan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.region",
                        verbose_name="kelurahan",
                    ),
                ),
                (
                    "sudin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bazaars",
                        to="offices.sudin",
                        verbose_name="penyelenggara",
                    ),
                ),
            ],
            options={
                "verbose_name": "bazar",
                "verbose_name_plural": "bazar",
                "ordering": ["-starts_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "nik",
                    foundation.fields.EncryptedTextField(
                        context="enrolment.draft_nik", editable=True, verbose_name="NIK"
                    ),
                ),
                (
                    "typed",
                    foundation.fields.EncryptedTextField(
                        context="enrolment.draft_typed", editable=True, verbose_name="isian"
                    ),
                ),
                ("begun_at", models.DateTimeField(auto_now_add=True)),
                ("saved_at", models.DateTimeField(db_index=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "isian belum selesai",
                "verbose_name_plural": "isian belum selesai",
            },
        ),
        migrations.CreateModel(
            name="Exhibitor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("stand", models.PositiveSmallIntegerField(verbose_name="nomor stan")),
                ("chosen_at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="mundur pada")),
                (
                    "bazaar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exhibitors", to="programs.bazaar"
                    ),
                ),
                (
                    "business",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.business",
                    ),
                ),
                (
                    "chosen_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exhibits",
                        to="participants.participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "peserta bazar",
                "verbose_name_plural": "peserta bazar",
                "ordering": ["stand"],
            },
        ),
        migrations.CreateModel(
            name="StageRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("occurred_on", models.DateField(verbose_name="tanggal penyelesaian")),
                (
                    "month",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.functions.datetime.ExtractYear("occurred_on"),
                                    "*",
                                    models.Value(12),
                                ),
                                "+",
                                django.db.models.functions.datetime.ExtractMonth("occurred_on"),
                            ),
                            "-",
                            models.Value(1),
                        ),
                        output_field=models.SmallIntegerField(),
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("registration", "Pendaftaran"),
                            ("training_class", "Kelas pelatihan"),
                            ("visit", "Kunjungan pendampingan"),
                            ("permit", "Izin terbit"),
                            ("bazaar", "Kehadiran di bazar"),
                            ("shop_link", "Tautan toko daring"),
                            ("turnover", "Laporan omzet"),
                            ("financing", "Permodalan cair"),
                            ("joint", "Kegiatan bersama"),
                            ("import", "Impor daftar"),
                        ],
                        max_length=16,
                        verbose_name="sumber",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan melanjutkan")),
                ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="dicatat pada")),
                ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="dibatalkan pada")),
                ("void_reason", models.CharField(blank=True, max_length=300, verbose_name="alasan pembatalan")),
                ("is_first", models.BooleanField(default=False, verbose_name="capaian pertama")),
                (
                    "acting_sudin",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.sudin",
                        verbose_name="dilaksanakan oleh",
                    ),
                ),
                (
                    "credited_line",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.targetline",
                        verbose_name="dikreditkan ke",
                    ),
                ),
                (
                    "kelurahan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.region",
                        verbose_name="kelurahan binaan",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stage_records",
                        to="participants.participant",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dicatat oleh",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="programs.stage",
                        verbose_name="tahap",
                    ),
                ),
                (
                    "voided_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dibatalkan oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "catatan tahap",
                "verbose_name_plural": "catatan tahap",
            },
        ),
        migrations.CreateModel(
            name="ShopLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("channel", models.CharField(max_length=60, verbose_name="kanal")),
                ("url", models.URLField(max_length=300, verbose_name="tautan toko")),
                ("opened_on", models.DateField(verbose_name="tanggal mulai berjualan")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="participants.participant",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="programs.stagerecord",
                    ),
                ),
            ],
            options={
                "verbose_name": "toko daring",
                "verbose_name_plural": "toko daring",
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("reason", models.CharField(max_length=300, verbose_name="alasan rujukan")),
                ("ends_on", models.DateField(verbose_name="batas waktu")),
                ("opened_at", models.DateTimeField(auto_now_add=True, verbose_name="dirujuk pada")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="ditutup pada")),
                ("outcome", models.CharField(blank=True, max_length=300, verbose_name="hasil")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ditutup oleh",
                    ),
                ),
                (
                    "from_sudin",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.sudin",
                        verbose_name="dirujuk oleh sudin",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dirujuk oleh",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="participants.participant",
                    ),
                ),
                (
                    "share",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referral",
                        to="participants.share",
                    ),
                ),
                (
                    "to_sudin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.sudin",
                        verbose_name="dirujuk ke",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.stage",
                        verbose_name="tahap",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.stagerecord",
                    ),
                ),
            ],
            options={
                "verbose_name": "rujukan",
                "verbose_name_plural": "rujukan",
                "ordering": ["-opened_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Permit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nib", "NIB"),
                            ("pirt", "P-IRT"),
                            ("halal", "Halal"),
                            ("bpom", "BPOM MD"),
                            ("hki", "HKI (merek)"),
                            ("iumk", "IUMK (lama)"),
                        ],
                        max_length=6,
                        verbose_name="jenis izin",
                    ),
                ),
                ("number", models.CharField(max_length=40, verbose_name="nomor izin")),
                ("issuer", models.CharField(max_length=120, verbose_name="penerbit")),
                ("issued_on", models.DateField(verbose_name="tanggal terbit")),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="berlaku sampai")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="participants.participant",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="programs.stagerecord",
                    ),
                ),
            ],
            options={
                "verbose_name": "izin",
                "verbose_name_plural": "izin",
                "ordering": ["-issued_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Financing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versi")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("lender", models.CharField(max_length=120, verbose_name="pemberi modal")),
                (
                    "kind",
                    models.CharField(
                        choices=[("pinjaman", "Pinjaman"), ("kur", "KUR"), ("hibah", "Hibah"), ("csr", "CSR")],
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=15, verbose_name="jumlah")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("diajukan", "Diajukan"),
                            ("disetujui", "Disetujui"),
                            ("ditolak", "Ditolak"),
                            ("cair", "Cair"),
                        ],
                        default="diajukan",
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                ("applied_on", models.DateField(verbose_name="tanggal pengajuan")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="tanggal keputusan")),
                ("disbursed_on", models.DateField(blank=True, null=True, verbose_name="tanggal cair")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="participants.participant",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="programs.stagerecord",
                    ),
                ),
            ],
            options={
                "verbose_name": "permodalan",
                "verbose_name_plural": "permodalan",
                "ordering": ["-applied_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("file", models.FileField(upload_to="evidence/%Y/%m/", verbose_name="berkas")),
                ("name", models.CharField(max_length=120, verbose_name="nama berkas")),
                ("content_type", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField(verbose_name="ukuran")),
                ("sha256", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="ditambahkan pada")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ditambahkan oleh",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="programs.stagerecord"
                    ),
                ),
            ],
            options={
                "verbose_name": "bukti dukung",
                "verbose_name_plural": "bukti dukung",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="BazaarDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("day", models.DateField(verbose_name="hari")),
                (
                    "sales",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=15, null=True, verbose_name="penjualan"
                    ),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="dibatalkan")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bazaar_days",
                        to="participants.participant",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "exhibitor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="days", to="programs.exhibitor"
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="programs.stagerecord",
                    ),
                ),
            ],
            options={
                "verbose_name": "kehadiran bazar",
                "verbose_name_plural": "kehadiran bazar",
            },
        ),
        migrations.CreateModel(
            name="AnsweringRecord",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("programs.stagerecord",),
        ),
        migrations.CreateModel(
            name="TargetDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versi")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(max_length=160, verbose_name="judul")),
                ("number", models.CharField(blank=True, max_length=80, verbose_name="nomor")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="tanggal keputusan")),
                ("source", models.CharField(max_length=200, verbose_name="dasar atau sumber")),
                (
                    "unit",
                    models.CharField(
                        choices=[("people", "orang"), ("records", "catatan")],
                        default="people",
                        max_length=8,
                        verbose_name="satuan",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="mulai")),
                ("due_on", models.DateField(verbose_name="tenggat")),
                (
                    "published_total",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="jumlah yang diumumkan"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("rancangan", "Rancangan"), ("berlaku", "Berlaku"), ("diganti", "Diganti")],
                        default="rancangan",
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                ("difference_reason", models.CharField(blank=True, max_length=300, verbose_name="alasan selisih")),
                (
                    "unusual_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="alasan nilai tidak lazim"),
                ),
                ("is_example", models.BooleanField(default=False, verbose_name="contoh")),
                (
                    "is_partial",
                    models.BooleanField(
                        default=False,
                        help_text="Keputusan ini hanya mengatur sebagian lini target.",
                        verbose_name="hanya sebagian lini",
                    ),
                ),
                ("in_force_at", models.DateTimeField(blank=True, null=True, verbose_name="diberlakukan pada")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "in_force_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.region",
                        verbose_name="kota",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="programs.targetdecision",
                        verbose_name="menggantikan",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.stage",
                        verbose_name="tahap yang dihitung",
                    ),
                ),
            ],
            options={
                "verbose_name": "keputusan target",
                "verbose_name_plural": "keputusan target",
                "ordering": ["-starts_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.PositiveIntegerField(verbose_name="nilai")),
                ("due_on", models.DateField(verbose_name="tenggat")),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.targetline",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="offices.region"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="programs.targetdecision",
                    ),
                ),
            ],
            options={
                "verbose_name": "target",
                "verbose_name_plural": "target",
                "ordering": ["region_id", "line__position"],
            },
        ),
        migrations.CreateModel(
            name="TrainingClass",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versi")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(max_length=120, verbose_name="nama kelas")),
                (
                    "kind",
                    models.CharField(
                        choices=[("reguler", "Reguler"), ("keliling", "Unit pelatihan keliling")],
                        default="reguler",
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                ("place", models.CharField(max_length=160, verbose_name="tempat")),
                ("starts_on", models.DateField(verbose_name="hari pertama")),
                ("ends_on", models.DateField(verbose_name="hari terakhir")),
                ("hours", models.CharField(blank=True, max_length=40, verbose_name="jam")),
                ("trainer", models.CharField(blank=True, max_length=120, verbose_name="pengajar")),
                ("seats", models.PositiveSmallIntegerField(verbose_name="kursi")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="dibatalkan pada")),
                ("cancel_reason", models.CharField(blank=True, max_length=300, verbose_name="alasan pembatalan")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "kelurahan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.region",
                        verbose_name="kelurahan",
                    ),
                ),
                (
                    "sudin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="classes",
                        to="offices.sudin",
                        verbose_name="penyelenggara",
                    ),
                ),
            ],
            options={
                "verbose_name": "kelas pelatihan",
                "verbose_name_plural": "kelas pelatihan",
                "ordering": ["-starts_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("attended", models.BooleanField(null=True, verbose_name="hadir")),
                ("invited_at", models.DateTimeField(auto_now_add=True)),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="kehadiran dicatat pada")),
                (
                    "invited_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="participants.participant",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="programs.stagerecord",
                    ),
                ),
                (
                    "training_class",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="programs.trainingclass",
                    ),
                ),
            ],
            options={
                "verbose_name": "undangan pelatihan",
                "verbose_name_plural": "undangan pelatihan",
            },
        ),
        migrations.CreateModel(
            name="TurnoverReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("month", models.DateField(verbose_name="bulan")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=15, verbose_name="omzet")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("voided", models.BooleanField(default=False, verbose_name="dibatalkan")),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="participants.participant",
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="programs.stagerecord",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "laporan omzet",
                "verbose_name_plural": "laporan omzet",
                "ordering": ["-month", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("visited_on", models.DateField(verbose_name="tanggal kunjungan")),
                ("mentor", models.CharField(max_length=120, verbose_name="pendamping")),
                ("place", models.CharField(max_length=160, verbose_name="tempat")),
                ("note", models.TextField(max_length=2000, verbose_name="catatan kunjungan")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="participants.participant",
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="programs.stagerecord",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kunjungan pendampingan",
                "verbose_name_plural": "kunjungan pendampingan",
                "ordering": ["-visited_on", "-id"],
            },
        ),
        migrations.AddConstraint(
            model_name="bazaar",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="bazaar_ends_after_it_starts",
                violation_error_message="Hari terakhir bazar mendahului hari pertamanya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bazaar",
            constraint=models.CheckConstraint(
                condition=models.Q(("stands__gte", 1)),
                name="bazaar_has_stands",
                violation_error_message="Bazar harus memiliki sedikitnya satu stan.",
            ),
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(fields=["user", "-saved_at"], name="draft_of_user"),
        ),
        migrations.AddIndex(
            model_name="exhibitor",
            index=models.Index(fields=["participant", "bazaar"], name="exhibits_of_participant"),
        ),
        migrations.AddConstraint(
            model_name="exhibitor",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("bazaar", "participant"),
                name="exhibits_once_per_bazaar",
                violation_error_message="Peserta ini sudah terpilih untuk bazar ini.",
            ),
        ),
        migrations.AddConstraint(
            model_name="exhibitor",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("bazaar", "stand"),
                name="one_exhibitor_per_stand",
                violation_error_message="Stan ini sudah terisi.",
            ),
        ),
        migrations.AddIndex(
            model_name="stagerecord",
            index=models.Index(
                fields=["participant", "stage", "occurred_on", "recorded_at", "id"], name="record_of_participant"
            ),
        ),
        migrations.AddIndex(
            model_name="stagerecord",
            index=models.Index(
                condition=models.Q(("voided_at", None)),
                fields=["stage", "kelurahan", "occurred_on", "id"],
                name="record_in_kelurahan",
            ),
        ),
        migrations.AddIndex(
            model_name="stagerecord",
            index=models.Index(
                condition=models.Q(("voided_at", None)), fields=["stage", "-occurred_on", "-id"], name="record_newest"
            ),
        ),
        migrations.AddIndex(
            model_name="stagerecord",
            index=models.Index(
                condition=models.Q(("voided_at", None)),
                fields=["acting_sudin", "stage", "month"],
                name="record_by_acting_sudin",
            ),
        ),
        migrations.AddConstraint(
            model_name="stagerecord",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_first", True)),
                fields=("participant", "stage"),
                name="one_first_completion_per_stage",
                violation_error_message="Tahap ini sudah tercatat sebagai capaian pertama.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stagerecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("void_reason", ""), ("voided_at", None), ("voided_by", None)),
                    models.Q(
                        ("voided_at__isnull", False),
                        ("voided_by__isnull", False),
                        models.Q(("void_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="void_has_author_and_reason",
                violation_error_message="Pembatalan harus memuat alasan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stagerecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_first", False), ("voided_at", None), _connector="OR"),
                name="a_voided_record_is_not_first",
                violation_error_message="Catatan yang dibatalkan tidak dapat menjadi capaian pertama.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stagerecord",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE may_change text[] := '{is_first,voided_at,voided_by_id,void_reason,month}';",
                    func="\n                    IF TG_OP = 'DELETE' THEN\n                        RAISE EXCEPTION 'Catatan tahap tidak dapat dihapus; batalkan dengan alasan.';\n                    END IF;\n                    IF OLD.voided_at IS NOT NULL THEN\n                        RAISE EXCEPTION 'Catatan tahap yang sudah dibatalkan tidak dapat diubah.';\n                    END IF;\n                    IF to_jsonb(OLD) - may_change IS DISTINCT FROM to_jsonb(NEW) - may_change THEN\n                        RAISE EXCEPTION 'Catatan tahap tidak dapat diubah; batalkan dan catat ulang.';\n                    END IF;\n                    RETURN NEW;\n                    ",
                    hash="fdceba31de3e9ae5795f8e07124bc7529ff9eec1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_10adc",
                    table="programs_stagerecord",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("closed_at", None)), fields=["to_sudin", "ends_on", "id"], name="referral_waiting"
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["participant", "-opened_at"], name="referral_of_participant"),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("closed_by", None)),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="closing_a_referral_has_outcome",
                violation_error_message="Penutupan rujukan harus memuat hasilnya.",
            ),
        ),
        migrations.AddIndex(
            model_name="permit",
            index=models.Index(fields=["participant", "kind"], name="permit_of_participant"),
        ),
        migrations.AddIndex(
            model_name="permit",
            index=models.Index(fields=["kind", "number"], name="permit_by_number"),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_on", None), ("expires_on__gt", models.F("issued_on")), _connector="OR"),
                name="permit_expires_after_issue",
                violation_error_message="Masa berlaku izin harus setelah tanggal terbit.",
            ),
        ),
        migrations.AddConstraint(
            model_name="financing",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)),
                name="financing_amount_is_positive",
                violation_error_message="Jumlah permodalan harus lebih dari nol.",
            ),
        ),
        migrations.AddConstraint(
            model_name="financing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("disbursed_on__isnull", False), ("state", "cair")),
                    models.Q(models.Q(("state", "cair"), _negated=True), ("disbursed_on", None)),
                    _connector="OR",
                ),
                name="disbursed_has_its_day",
                violation_error_message="Isi tanggal cair untuk permodalan yang sudah cair.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bazaarday",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voided", False)),
                fields=("exhibitor", "day"),
                name="attends_once_per_day",
                violation_error_message="Kehadiran hari ini sudah dicatat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bazaarday",
            constraint=models.CheckConstraint(
                condition=models.Q(("sales", None), ("sales__gte", 0), _connector="OR"),
                name="sales_are_not_negative",
                violation_error_message="Penjualan tidak boleh negatif.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answeringrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="answer_referral",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    WITH answers AS (\n                        SELECT DISTINCT ON (participant_id, stage_id, acting_sudin_id)\n                            participant_id AS participant, stage_id AS stage,\n                            acting_sudin_id AS sudin, recorded_by_id AS officer, id AS record\n                        FROM new_rows\n                        WHERE acting_sudin_id IS NOT NULL\n                        ORDER BY participant_id, stage_id, acting_sudin_id, id\n                    ), answered AS (\n                        UPDATE programs_referral\n                        SET closed_at = now(), closed_by_id = officer, record_id = record,\n                            outcome = 'Tahap sudah dicatat.'\n                        FROM answers\n                        WHERE participant_id = participant AND stage_id = stage AND to_sudin_id = sudin\n                          AND closed_at IS NULL\n                        RETURNING share_id\n                    )\n                    UPDATE participants_share SET closed_at = now()\n                    WHERE id IN (SELECT share_id FROM answered) AND closed_at IS NULL;\n                    RETURN NULL;\n                    ",
                    hash="9154179d0020c93dac05e261aa6d31ec3491e3e1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_answer_referral_4ce8d",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="programs_stagerecord",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="targetdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("starts_on"))),
                name="decision_is_due_after_it_starts",
                violation_error_message="Tenggat mendahului tanggal mulai.",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                fields=("decision", "line", "region"),
                name="one_target_per_line_and_region",
                nulls_distinct=False,
                violation_error_message="Target lini dan wilayah ini sudah ada dalam keputusan.",
            ),
        ),
        migrations.AddIndex(
            model_name="trainingclass",
            index=models.Index(fields=["sudin", "-starts_on", "-id"], name="class_of_sudin"),
        ),
        migrations.AddConstraint(
            model_name="trainingclass",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="class_ends_after_it_starts",
                violation_error_message="Hari terakhir kelas mendahului hari pertamanya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="trainingclass",
            constraint=models.CheckConstraint(
                condition=models.Q(("seats__gte", 1)),
                name="class_has_seats",
                violation_error_message="Kelas harus memiliki sedikitnya satu kursi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                fields=("training_class", "participant"),
                name="invited_once_per_class",
                violation_error_message="Peserta ini sudah diundang ke kelas ini.",
            ),
        ),
        migrations.AddConstraint(
            model_name="turnoverreport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voided", False)),
                fields=("participant", "month"),
                name="one_report_per_month",
                violation_error_message="Omzet bulan ini sudah dilaporkan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="turnoverreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0)),
                name="turnover_is_not_negative",
                violation_error_message="Omzet tidak boleh negatif.",
            ),
        ),
        migrations.AddConstraint(
            model_name="turnoverreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)),
                name="turnover_month_is_its_first_day",
                violation_error_message="Bulan laporan tidak sah.",
            ),
        ),
    ]
