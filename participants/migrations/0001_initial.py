import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import CreateExtension
from django.db import migrations, models

import foundation.fields

NAME_WORDS = """
CREATE FUNCTION participants_name_words(name text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_remove(regexp_split_to_array(lower(translate($1, $q$'’‘`´$q$, '')), '[^[:alnum:]]+'), '')
$$
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("offices", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateExtension("fuzzystrmatch"),
        migrations.RunSQL(NAME_WORDS, "DROP FUNCTION participants_name_words"),
        migrations.RunSQL(
            "CREATE SEQUENCE participants_registration_number",
            "DROP SEQUENCE participants_registration_number",
        ),
        migrations.CreateModel(
            name="NameWord",
            fields=[
                ("word", models.CharField(max_length=120, primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "kata nama",
                "verbose_name_plural": "kata nama",
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versi")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("registration_number", models.CharField(max_length=20, unique=True, verbose_name="nomor pendaftaran")),
                ("name", models.CharField(max_length=120, verbose_name="nama lengkap")),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("name"), function="participants_name_words"),
                        output_field=django.contrib.postgres.fields.ArrayField(
                            base_field=models.TextField(), size=None
                        ),
                    ),
                ),
                (
                    "nik",
                    foundation.fields.EncryptedTextField(context="participants.nik", editable=True, verbose_name="NIK"),
                ),
                ("nik_index", models.BinaryField(max_length=32)),
                (
                    "kk",
                    foundation.fields.EncryptedTextField(
                        context="participants.kk", editable=True, null=True, verbose_name="nomor kartu keluarga"
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("L", "Laki-laki"), ("P", "Perempuan")], max_length=1, verbose_name="jenis kelamin"
                    ),
                ),
                ("birth_place", models.CharField(max_length=80, verbose_name="tempat lahir")),
                ("birth_date", models.DateField(verbose_name="tanggal lahir")),
                (
                    "identity_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="alasan perbedaan identitas"),
                ),
                (
                    "phone",
                    foundation.fields.EncryptedTextField(
                        context="participants.phone", editable=True, null=True, verbose_name="nomor HP (WhatsApp)"
                    ),
                ),
                ("phone_index", models.BinaryField(max_length=32, null=True)),
                (
                    "email",
                    foundation.fields.EncryptedTextField(
                        context="participants.email", editable=True, null=True, verbose_name="surel"
                    ),
                ),
                (
                    "ktp_address",
                    foundation.fields.EncryptedTextField(
                        context="participants.ktp_address", editable=True, verbose_name="alamat sesuai KTP"
                    ),
                ),
                (
                    "ktp_region",
                    models.CharField(max_length=160, verbose_name="kelurahan, kecamatan, dan kota sesuai KTP"),
                ),
                (
                    "domicile_address",
                    foundation.fields.EncryptedTextField(
                        context="participants.domicile_address", editable=True, verbose_name="alamat domisili"
                    ),
                ),
                ("rt", models.CharField(max_length=3, verbose_name="RT")),
                ("rw", models.CharField(max_length=3, verbose_name="RW")),
                (
                    "registrant_type",
                    models.CharField(
                        choices=[("pemula", "Wirausaha Pemula"), ("naik_kelas", "Wirausaha Naik Kelas")],
                        max_length=12,
                        verbose_name="jenis pendaftar",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("kelurahan", "Loket kelurahan"),
                            ("kecamatan", "Loket kecamatan"),
                            ("pendamping", "Pendamping"),
                            ("daring", "Daring"),
                            ("impor", "Impor daftar"),
                        ],
                        max_length=12,
                        verbose_name="kanal pendaftaran",
                    ),
                ),
                ("privacy_version", models.CharField(max_length=20, verbose_name="versi pemberitahuan privasi")),
                (
                    "privacy_given",
                    models.CharField(
                        choices=[
                            ("dibaca", "Dibaca sendiri"),
                            ("dibacakan", "Dibacakan petugas"),
                            ("tercetak", "Diserahkan tercetak"),
                        ],
                        max_length=12,
                        verbose_name="pemberitahuan privasi disampaikan",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("active", "Aktif"),
                            ("withdrawn", "Mengundurkan Diri"),
                            ("misregistered", "Salah Daftar"),
                            ("merged", "Digabung"),
                            ("anonymised", "Dianonimkan"),
                        ],
                        default="active",
                        max_length=14,
                        verbose_name="keadaan",
                    ),
                ),
                ("state_reason", models.CharField(blank=True, max_length=300, verbose_name="alasan keadaan")),
                (
                    "identity_state",
                    models.CharField(
                        choices=[
                            ("registered", "Menunggu Verifikasi"),
                            ("verified", "Terverifikasi"),
                            ("returned", "Dikembalikan"),
                        ],
                        default="registered",
                        max_length=12,
                        verbose_name="verifikasi",
                    ),
                ),
                ("identity_note", models.CharField(blank=True, max_length=300, verbose_name="catatan verifikasi")),
                ("verified_at", models.DateTimeField(blank=True, null=True, verbose_name="diverifikasi pada")),
                ("registered_on", models.DateField(verbose_name="tanggal pendaftaran")),
                ("registered_at", models.DateTimeField(auto_now_add=True, verbose_name="dicatat pada")),
                ("last_activity_on", models.DateField(verbose_name="kegiatan terakhir")),
                (
                    "domicile_kelurahan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.region",
                        verbose_name="kelurahan domisili",
                    ),
                ),
                (
                    "kelurahan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="offices.region",
                        verbose_name="kelurahan binaan",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="offices.targetline",
                        verbose_name="lini target",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="didaftarkan oleh",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diverifikasi oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "peserta",
                "verbose_name_plural": "peserta",
            },
        ),
        migrations.CreateModel(
            name="Business",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="versi")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="nama usaha")),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("name"), function="participants_name_words"),
                        output_field=django.contrib.postgres.fields.ArrayField(
                            base_field=models.TextField(), size=None
                        ),
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("kuliner", "Kuliner"),
                            ("fesyen", "Fesyen"),
                            ("kriya", "Kriya"),
                            ("parfum", "Parfum"),
                            ("pertanian", "Pertanian dan Perikanan"),
                            ("perdagangan", "Perdagangan"),
                            ("jasa", "Jasa"),
                            ("kreatif", "Ekonomi Kreatif Lain"),
                            ("lainnya", "Lainnya"),
                        ],
                        max_length=14,
                        verbose_name="bidang usaha",
                    ),
                ),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="mulai usaha")),
                ("workers", models.PositiveIntegerField(default=0, verbose_name="tenaga kerja")),
                (
                    "capital",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=15, null=True, verbose_name="modal usaha"
                    ),
                ),
                (
                    "monthly_turnover",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=15, null=True, verbose_name="omzet per bulan"
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
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
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="businesses",
                        to="participants.participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "usaha",
                "verbose_name_plural": "usaha",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="AccessEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opened", "Membuka halaman peserta"),
                            ("revealed_nik", "Membuka NIK lengkap"),
                            ("revealed_kk", "Membuka nomor kartu keluarga lengkap"),
                            ("revealed_phone", "Membuka nomor HP lengkap"),
                            ("revealed_address", "Membuka alamat lengkap"),
                            ("checked_nik", "Memeriksa NIK"),
                            ("checked_phone", "Memeriksa nomor HP"),
                            ("listed", "Membuka daftar nama di balik angka"),
                            ("exported", "Mengekspor daftar"),
                            ("printed", "Mencetak tanda terima"),
                            ("opened_file", "Mengunduh bukti dukung"),
                        ],
                        max_length=16,
                    ),
                ),
                ("what", models.TextField(blank=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("rows", models.PositiveIntegerField(null=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_entries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_entries",
                        to="participants.participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "catatan akses",
                "verbose_name_plural": "catatan akses",
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="mulai")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="sampai")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kelurahan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.region",
                        verbose_name="kelurahan binaan",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.targetline",
                        verbose_name="lini target",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
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
            ],
            options={
                "verbose_name": "penempatan",
                "verbose_name_plural": "penempatan",
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.CharField(max_length=10)),
                ("starts_on", models.DateField(verbose_name="mulai")),
                ("ends_on", models.DateField(verbose_name="sampai")),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="participants.participant",
                    ),
                ),
                (
                    "sudin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="offices.sudin"
                    ),
                ),
            ],
            options={
                "verbose_name": "akses rujukan",
                "verbose_name_plural": "akses rujukan",
            },
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(fields=["-registered_on", "-id"], name="participant_newest"),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(fields=["name", "id"], name="participant_by_name"),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(fields=["kelurahan", "-registered_on", "-id"], name="participant_in_kelurahan"),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(fields=["line", "-registered_on", "-id"], name="participant_in_line"),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(
                condition=models.Q(("identity_state", "registered"), ("state", "active")),
                fields=["registered_on", "id"],
                name="participant_to_verify",
            ),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(
                condition=models.Q(("identity_state", "verified"), _negated=True),
                fields=["id"],
                name="participant_not_verified",
            ),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(
                condition=models.Q(("identity_state", "returned"), ("state", "active")),
                fields=["-registered_on", "-id"],
                name="participant_returned",
            ),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(fields=["last_activity_on", "id"], name="participant_idle"),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(
                condition=models.Q(("phone_index", None), _negated=True),
                fields=["phone_index"],
                name="participant_by_phone",
            ),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="participant_by_words"),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["active", "withdrawn"])),
                fields=("nik_index",),
                name="one_active_participant_per_nik",
                violation_error_message="NIK ini sudah terdaftar.",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("identity_state", "verified"), ("verified_at__isnull", False), ("verified_by__isnull", False)
                    ),
                    models.Q(
                        models.Q(("identity_state", "verified"), _negated=True),
                        ("verified_at", None),
                        ("verified_by", None),
                    ),
                    _connector="OR",
                ),
                name="verified_has_author_and_moment",
                violation_error_message="Verifikasi harus memuat petugas dan waktunya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("identity_state", "returned"), _negated=True),
                    models.Q(("identity_note", ""), _negated=True),
                    _connector="OR",
                ),
                name="returned_has_reason",
                violation_error_message="Pengembalian harus memuat alasan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "active"), models.Q(("state_reason", ""), _negated=True), _connector="OR"),
                name="leaving_has_reason",
                violation_error_message="Perubahan keadaan peserta harus memuat alasan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(("rt__regex", "^\\d{3}$"), ("rw__regex", "^\\d{3}$")),
                name="rt_and_rw_have_three_digits",
                violation_error_message="RT dan RW terdiri atas tiga angka, misalnya 004/011.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_words_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO participants_nameword (word) SELECT DISTINCT unnest(words) FROM new_rows ORDER BY 1 ON CONFLICT DO NOTHING; RETURN NULL;",
                    hash="7176fe8332cd1bfdf9e5dca40c73d948901000e6",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_words_insert_8cc81",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="participants_participant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_words_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.words IS DISTINCT FROM NEW.words)",
                    func="INSERT INTO participants_nameword (word) SELECT DISTINCT unnest(NEW.words)  ORDER BY 1 ON CONFLICT DO NOTHING; RETURN NULL;",
                    hash="10e0cf40ce717448833c4b023013727404b05967",
                    operation='UPDATE OF "name"',
                    pgid="pgtrigger_keep_words_update_9094a",
                    table="participants_participant",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="business",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="business_by_words"),
        ),
        migrations.AddConstraint(
            model_name="business",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("capital", None), ("capital__gte", 0), _connector="OR"),
                    models.Q(("monthly_turnover", None), ("monthly_turnover__gte", 0), _connector="OR"),
                ),
                name="business_money_is_not_negative",
                violation_error_message="Modal dan omzet tidak boleh negatif.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="business",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_words_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="INSERT INTO participants_nameword (word) SELECT DISTINCT unnest(words) FROM new_rows ORDER BY 1 ON CONFLICT DO NOTHING; RETURN NULL;",
                    hash="b62ab0a00cd3119e12dc93ec03d8a54478c1a329",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_keep_words_insert_613ed",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="participants_business",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="business",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_words_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.words IS DISTINCT FROM NEW.words)",
                    func="INSERT INTO participants_nameword (word) SELECT DISTINCT unnest(NEW.words)  ORDER BY 1 ON CONFLICT DO NOTHING; RETURN NULL;",
                    hash="ac8d9b696a4625bca4076102551ad69c7b1b7a57",
                    operation='UPDATE OF "name"',
                    pgid="pgtrigger_keep_words_update_b7a3d",
                    table="participants_business",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="accessentry",
            index=models.Index(fields=["participant", "-at"], name="access_to_participant"),
        ),
        migrations.AddIndex(
            model_name="accessentry",
            index=models.Index(fields=["user", "-at"], name="access_by_user"),
        ),
        migrations.AddIndex(
            model_name="accessentry",
            index=models.Index(fields=["-at", "-id"], name="access_newest"),
        ),
        migrations.AddConstraint(
            model_name="accessentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "listed"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="opening_a_list_has_a_reason",
                violation_error_message="Isi alasan untuk membuka daftar nama.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="placement_ends_after_it_starts",
                violation_error_message="Tanggal akhir penempatan mendahului tanggal mulainya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (models.F("participant"), "="),
                    (
                        models.Func(
                            models.F("starts_on"),
                            models.F("ends_on"),
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="placements_do_not_overlap",
                violation_error_message="Peserta sudah ditempatkan pada masa itu.",
            ),
        ),
        migrations.AddIndex(
            model_name="share",
            index=models.Index(
                condition=models.Q(("closed_at", None)), fields=["sudin", "participant"], name="share_open_by_sudin"
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)),
                fields=("participant", "sudin", "purpose"),
                name="one_open_share_per_purpose",
                violation_error_message="Peserta ini sudah dirujuk ke sudin itu untuk tahap yang sama.",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="share_ends_after_it_starts",
                violation_error_message="Batas rujukan mendahului tanggal mulainya.",
            ),
        ),
    ]
