"""When the page that is shown was asked for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("live", "0002_screen")]

    operations = [
        migrations.AddField(
            model_name="shownpaper",
            name="asked_at",
            field=models.DateTimeField(null=True),
        ),
    ]
