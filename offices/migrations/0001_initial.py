import uuid

import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "Nama pengguna ini sudah dipakai."},
                        max_length=80,
                        unique=True,
                        validators=[django.contrib.auth.validators.ASCIIUsernameValidator()],
                        verbose_name="nama pengguna",
                    ),
                ),
                ("full_name", models.CharField(max_length=120, verbose_name="nama lengkap")),
                ("is_active", models.BooleanField(default=True, verbose_name="aktif")),
                ("is_demo", models.BooleanField(default=False, verbose_name="akun contoh")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat pada")),
            ],
            options={
                "verbose_name": "pengguna",
                "verbose_name_plural": "pengguna",
                "ordering": ["username"],
            },
        ),
        migrations.CreateModel(
            name="Sudin",
            fields=[
                ("code", models.CharField(max_length=20, primary_key=True, serialize=False, verbose_name="kode")),
                ("name", models.CharField(max_length=120, verbose_name="nama")),
                ("short_name", models.CharField(max_length=40, verbose_name="nama singkat")),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), default=list, size=None, verbose_name="sebutan lain"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
            ],
            options={
                "verbose_name": "suku dinas",
                "verbose_name_plural": "suku dinas",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=80, verbose_name="nama")),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat pada")),
                ("expires_at", models.DateTimeField(verbose_name="berlaku sampai")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="dicabut pada")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="api_tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "token API",
                "verbose_name_plural": "token API",
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                (
                    "code",
                    models.CharField(max_length=13, primary_key=True, serialize=False, verbose_name="kode wilayah"),
                ),
                ("name", models.CharField(max_length=80, verbose_name="nama")),
                (
                    "level",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Length("code"),
                        output_field=models.PositiveSmallIntegerField(),
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="berlaku sejak")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="berlaku sampai")),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="offices.region",
                        verbose_name="pengganti",
                    ),
                ),
            ],
            options={
                "verbose_name": "wilayah",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("kelurahan", "Petugas kelurahan"),
                            ("lurah", "Lurah"),
                            ("camat", "Camat"),
                            ("kasatlak", "Kasatlak/Kasatpel"),
                            ("pendamping", "Pendamping"),
                            ("sudin", "Petugas sudin"),
                            ("perekonomian", "Bagian Perekonomian"),
                            ("walikota", "Wali Kota"),
                            ("asekbang", "Asekbang"),
                            ("administrator", "Administrator"),
                            ("dpo", "Pejabat Pelindungan Data Pribadi"),
                        ],
                        max_length=20,
                        verbose_name="peran",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="mulai")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="sampai")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="keterangan")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diakhiri oleh",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diberikan oleh",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengguna",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.region",
                        verbose_name="wilayah",
                    ),
                ),
                (
                    "sudin",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="offices.sudin",
                        verbose_name="suku dinas",
                    ),
                ),
            ],
            options={
                "verbose_name": "tugas",
                "verbose_name_plural": "tugas",
                "ordering": ["-starts_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="TargetLine",
            fields=[
                ("code", models.CharField(max_length=30, primary_key=True, serialize=False, verbose_name="kode")),
                ("name", models.CharField(max_length=60, verbose_name="nama")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                (
                    "sudin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="offices.sudin",
                        verbose_name="suku dinas",
                    ),
                ),
            ],
            options={
                "verbose_name": "lini target",
                "verbose_name_plural": "lini target",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="PasswordLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat pada")),
                ("expires_at", models.DateTimeField(verbose_name="berlaku sampai")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="ditutup pada")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dibuat oleh",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="password_links",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengguna",
                    ),
                ),
            ],
            options={
                "verbose_name": "tautan kata sandi",
                "verbose_name_plural": "tautan kata sandi",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("user",),
                        name="one_open_password_link_per_user",
                        violation_error_message="Pengguna ini sudah mempunyai tautan yang belum dipakai.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))),
                        name="password_link_expires_after_it_is_made",
                        violation_error_message="Tautan harus berlaku setelah dibuat.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="region",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^\\d{2}(\\.\\d{2}(\\.\\d{2}(\\.\\d{4})?)?)?$")),
                name="region_code_is_the_ministrys",
                violation_error_message="Kode wilayah tidak sesuai pola Kemendagri, misalnya 31.73.05.1005.",
            ),
        ),
        migrations.AddConstraint(
            model_name="region",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("starts_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="region_ends_after_it_starts",
                violation_error_message="Tanggal berakhir wilayah mendahului tanggal mulainya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None),
                    (
                        "ends_on__gte",
                        django.db.models.expressions.CombinedExpression(models.F("starts_on"), "-", models.Value(1)),
                    ),
                    _connector="OR",
                ),
                name="duty_ends_after_it_starts",
                violation_error_message="Tanggal akhir tugas mendahului tanggal mulainya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sudin", None), ("role__in", ["kasatlak", "pendamping", "sudin"]), _connector="XOR"
                ),
                name="duty_names_a_sudin_where_its_role_asks",
                violation_error_message="Peran ini harus (atau tidak boleh) disertai suku dinas.",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (models.F("user"), "="),
                    (models.F("role"), "="),
                    (models.F("region"), "="),
                    (django.db.models.functions.comparison.Coalesce(models.F("sudin"), models.Value("")), "="),
                    (
                        models.Func(
                            models.F("starts_on"),
                            models.Func(
                                models.F("ends_on"),
                                output_field=models.DateField(),
                                template="(%(expressions)s::date + 1)",
                            ),
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=False
                            ),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="duty_is_given_once_at_a_time",
                violation_error_message="Tugas yang sama sudah diberikan untuk masa itu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetline",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__startswith", models.F("sudin"))),
                name="line_code_begins_with_its_sudin",
                violation_error_message="Kode lini harus diawali kode sudinnya.",
            ),
        ),
    ]
