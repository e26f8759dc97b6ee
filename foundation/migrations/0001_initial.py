import django.contrib.postgres.indexes
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Pulse",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("table_name", models.TextField()),
                ("row_key", models.TextField()),
                (
                    "operation",
                    models.TextField(choices=[("INSERT", "Ditambahkan"), ("UPDATE", "Diubah"), ("DELETE", "Dihapus")]),
                ),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                ("user_id", models.BigIntegerField(null=True)),
                ("request_id", models.TextField(blank=True)),
                ("label", models.TextField()),
            ],
            options={
                "verbose_name": "perubahan",
                "verbose_name_plural": "perubahan",
                "indexes": [
                    models.Index(models.F("table_name"), models.F("row_key"), models.F("id"), name="change_of_row"),
                    models.Index(models.F("user_id"), models.F("at"), name="change_by_user"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["at"], name="change_at"),
                ],
            },
        ),
        migrations.CreateModel(
            name="JobRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("job", models.CharField(max_length=60)),
                ("period", models.CharField(max_length=40)),
                ("finished_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "indexes": [models.Index(models.F("job"), models.F("finished_at"), name="jobrun_latest")],
                "constraints": [models.UniqueConstraint(fields=("job", "period"), name="one_run_of_a_job_per_period")],
            },
        ),
        migrations.CreateModel(
            name="OnceKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("user_id", models.BigIntegerField()),
                ("key", models.UUIDField()),
                ("content_hash", models.BinaryField(max_length=32)),
                ("object_id", models.UUIDField(null=True)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user_id", "key"), name="one_use_of_a_key")],
            },
        ),
        migrations.CreateModel(
            name="Throttle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=40)),
                ("who", models.BinaryField(max_length=32)),
                ("period", models.BigIntegerField()),
                ("ends_at", models.DateTimeField(db_index=True)),
                ("tries", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("what", "who", "period"), name="one_count_per_period")],
            },
        ),
        migrations.CreateModel(
            name="Work",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60)),
                ("subject", models.CharField(help_text="uuid or number of the row concerned", max_length=40)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("due_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("done_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                (
                    "error",
                    models.CharField(blank=True, help_text="class of the last error, never its text", max_length=120),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("kind"),
                        models.F("due_at"),
                        models.F("id"),
                        condition=models.Q(("done_at", None)),
                        name="work_to_do",
                    ),
                    models.Index(models.F("done_at"), name="work_done_at"),
                ],
            },
        ),
    ]
