from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participants", "0003_returned")]

    operations = [
        migrations.RemoveIndex(model_name="participant", name="participant_idle"),
        migrations.AlterField(
            model_name="participant",
            name="last_activity_on",
            field=models.DateField(verbose_name="kegiatan terakhir"),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(fields=["last_activity_on", "id"], name="participant_idle"),
        ),
    ]
