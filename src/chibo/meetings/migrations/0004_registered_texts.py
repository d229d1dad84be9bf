"""The list of texts that bodies have registered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the table."""

    dependencies = [("meetings", "0003_sent_letters")]

    operations = [
        migrations.CreateModel(
            name="RegisteredText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rulebook", models.CharField(max_length=60, unique=True)),
                ("fingerprint", models.CharField(db_index=True, max_length=64)),
                ("journal", models.CharField(max_length=64)),
                ("body", models.CharField(db_index=True, max_length=36)),
                ("number", models.CharField(max_length=60)),
                ("dated", models.DateField()),
                ("issuer", models.CharField(max_length=200)),
                ("title", models.CharField(max_length=500)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField(null=True)),
            ],
            options={
                "ordering": ["-first_on", "-pk"],
                "indexes": [
                    models.Index(fields=["first_on", "last_on"], name="text_by_its_days")
                ],
            },
        ),
    ]
