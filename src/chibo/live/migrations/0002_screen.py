"""Whose screen is shared."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("live", "0001_showing")]

    operations = [
        migrations.AddField(
            model_name="shownpaper",
            name="screen",
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
