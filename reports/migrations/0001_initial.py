import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("offices", "0001_initial"),
        ("programs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Progress",
            fields=[
                ("month", models.SmallIntegerField()),
                ("people", models.IntegerField()),
                ("records", models.IntegerField()),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "month",
                        "kelurahan",
                        "line",
                        "stage",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
            ],
            options={
                "db_table": "reports_progress",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="CountedRecord",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("programs.stagerecord",),
        ),
        migrations.CreateModel(
            name="CheckRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("cells", models.PositiveIntegerField(verbose_name="sel dibandingkan")),
                ("differing", models.PositiveIntegerField(verbose_name="sel berbeda")),
                ("differences", models.JSONField(default=list)),
            ],
            options={
                "verbose_name": "pemeriksaan angka",
                "verbose_name_plural": "pemeriksaan angka",
                "indexes": [models.Index(fields=["-at"], name="check_newest")],
            },
        ),
        migrations.CreateModel(
            name="Export",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("board", "Dasbor"), ("people", "Daftar di balik angka")],
                        max_length=8,
                        verbose_name="isi",
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[("xlsx", "Excel (XLSX)"), ("csv", "CSV")], max_length=4, verbose_name="bentuk"
                    ),
                ),
                ("query", models.TextField(verbose_name="saringan pada alamat")),
                ("words", models.TextField(verbose_name="saringan")),
                ("duties", models.TextField(editable=False, verbose_name="tugas saat diminta")),
                ("named", models.BooleanField(default=False, verbose_name="dengan nama")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Sedang dibuat"),
                            ("ready", "Siap diunduh"),
                            ("failed", "Tidak dapat dibuat"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="keadaan",
                    ),
                ),
                ("rows", models.PositiveIntegerField(null=True, verbose_name="jumlah baris")),
                ("file", models.FileField(blank=True, upload_to="exports/", verbose_name="berkas")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="diminta pada")),
                ("ready_at", models.DateTimeField(null=True, verbose_name="siap pada")),
                ("expires_at", models.DateTimeField(verbose_name="kedaluwarsa pada")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exports", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "ekspor",
                "verbose_name_plural": "ekspor",
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="FoldRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("folded", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "pelipatan",
                "verbose_name_plural": "pelipatan",
                "indexes": [models.Index(fields=["-at"], name="fold_newest")],
            },
        ),
        migrations.CreateModel(
            name="ProgressCell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.SmallIntegerField()),
                ("people", models.IntegerField()),
                ("records", models.IntegerField()),
                (
                    "kelurahan",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offices.region",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offices.targetline",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programs.stage",
                    ),
                ),
            ],
            options={
                "verbose_name": "sel capaian",
                "verbose_name_plural": "sel capaian",
            },
        ),
        migrations.CreateModel(
            name="ProgressDelta",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.SmallIntegerField()),
                ("people", models.IntegerField()),
                ("records", models.IntegerField()),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "kelurahan",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offices.region",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offices.targetline",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programs.stage",
                    ),
                ),
            ],
            options={
                "verbose_name": "perubahan capaian",
                "verbose_name_plural": "perubahan capaian",
            },
        ),
        migrations.CreateModel(
            name="TargetResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("value", models.IntegerField()),
                ("refreshed_at", models.DateTimeField(auto_now=True)),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="results", to="programs.target"
                    ),
                ),
            ],
            options={
                "verbose_name": "hasil target",
                "verbose_name_plural": "hasil target",
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="countedrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="count_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        INSERT INTO reports_progressdelta (month, kelurahan_id, line_id, stage_id, people, records)\n        SELECT month, kelurahan, line, stage, sum(people), sum(records)\n        FROM (SELECT month, kelurahan_id, credited_line_id, stage_id, is_first::int, (voided_at IS NULL)::int FROM new_rows) AS changed (month, kelurahan, line, stage, people, records)\n        GROUP BY month, kelurahan, line, stage\n        HAVING sum(people) <> 0 OR sum(records) <> 0;\n        RETURN NULL;\n        ",
                    hash="863b0eb42a722be4e66ba5d827b1715f3a4d7917",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_count_insert_9a381",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="programs_stagerecord",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="countedrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="count_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        INSERT INTO reports_progressdelta (month, kelurahan_id, line_id, stage_id, people, records)\n        SELECT month, kelurahan, line, stage, sum(people), sum(records)\n        FROM (SELECT month, kelurahan_id, credited_line_id, stage_id, -(is_first::int), -((voided_at IS NULL)::int) FROM old_rows UNION ALL SELECT month, kelurahan_id, credited_line_id, stage_id, is_first::int, (voided_at IS NULL)::int FROM new_rows) AS changed (month, kelurahan, line, stage, people, records)\n        GROUP BY month, kelurahan, line, stage\n        HAVING sum(people) <> 0 OR sum(records) <> 0;\n        RETURN NULL;\n        ",
                    hash="e230f24fcefba4fb737c8eac1fe5522532fb70b5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_count_update_ea092",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="programs_stagerecord",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="countedrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="count_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        INSERT INTO reports_progressdelta (month, kelurahan_id, line_id, stage_id, people, records)\n        SELECT month, kelurahan, line, stage, sum(people), sum(records)\n        FROM (SELECT month, kelurahan_id, credited_line_id, stage_id, -(is_first::int), -((voided_at IS NULL)::int) FROM old_rows) AS changed (month, kelurahan, line, stage, people, records)\n        GROUP BY month, kelurahan, line, stage\n        HAVING sum(people) <> 0 OR sum(records) <> 0;\n        RETURN NULL;\n        ",
                    hash="65433cf22fcd9bef330ca37811683f8013a609b0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_count_delete_13831",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="programs_stagerecord",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="export",
            index=models.Index(fields=["owner", "-created_at"], name="export_of_owner"),
        ),
        migrations.AddConstraint(
            model_name="progresscell",
            constraint=models.UniqueConstraint(fields=("month", "kelurahan", "line", "stage"), name="one_cell_per_key"),
        ),
        migrations.AddConstraint(
            model_name="targetresult",
            constraint=models.UniqueConstraint(fields=("target", "day"), name="one_result_per_target_and_day"),
        ),
    ]
