"""The table of texts that are being entered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the table."""

    initial = True
    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="TextDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=32, unique=True)),
                ("body", models.CharField(db_index=True, max_length=36)),
                ("person", models.CharField(max_length=64)),
                ("entered", models.JSONField(default=dict)),
                ("file", models.FileField(blank=True, upload_to="texts/%Y/")),
                ("filename", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                ("bodies_done", models.PositiveIntegerField(default=0)),
                ("is_replayed", models.BooleanField(default=False)),
                ("replay", models.JSONField(null=True)),
                ("registered", models.CharField(blank=True, max_length=60)),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
            options={"ordering": ["-changed_at", "-pk"]},
        ),
    ]
