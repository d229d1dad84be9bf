"""Leave for a period with its meetings (AP-07), and files that wait for their bringer's word (CT-12)."""

import django.db.models.deletion
from django.db import migrations, models

STATES = [
    ("reserved", "Reserved"),
    ("held", "Held"),
    ("released", "Released"),
    ("annulled", "Annulled"),
]


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_registered_texts")]
    operations = [
        migrations.AddField("allowedoccasion", "until", models.DateField(null=True)),
        migrations.CreateModel(
            "PeriodMeeting",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("meeting", models.CharField(max_length=64, unique=True)),
                ("on", models.DateField()),
                ("state", models.CharField(choices=STATES, max_length=10)),
                (
                    "occasion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meetings",
                        to="meetings.allowedoccasion",
                    ),
                ),
            ],
            options={"ordering": ["on", "pk"]},
        ),
        migrations.CreateModel(
            "HeldDocument",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                ("meeting", models.CharField(db_index=True, max_length=64)),
                ("person", models.CharField(max_length=64)),
                ("item", models.CharField(max_length=64)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("filename", models.CharField(max_length=255)),
                ("content_type", models.CharField(max_length=100)),
                ("file", models.FileField(upload_to="held/")),
                ("found", models.JSONField()),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={"ordering": ["pk"]},
        ),
    ]
