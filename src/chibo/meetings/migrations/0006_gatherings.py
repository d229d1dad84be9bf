"""Who of a body meets, and for which procedure by groups."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Meetings listed before are of the whole body."""

    dependencies = [("meetings", "0005_periods_and_held_documents")]

    operations = [
        migrations.AddField(
            model_name="meetinglisting",
            name="gathering",
            field=models.CharField(default="whole", max_length=20),
        ),
        migrations.AddField(
            model_name="meetinglisting",
            name="group",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="meetinglisting",
            name="procedure",
            field=models.CharField(blank=True, db_index=True, max_length=64),
        ),
    ]
