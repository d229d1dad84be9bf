"""The last day of the period that an application asks for (AP-07)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0002_number_and_settled")]
    operations = [
        migrations.AddField("applicationlisting", "until", models.DateField(null=True))
    ]
