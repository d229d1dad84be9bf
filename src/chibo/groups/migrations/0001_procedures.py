"""The list of procedures by groups."""

from django.db import migrations, models

STAGES = ("none", "started", "planned", "compiled", "decided", "closed", "abandoned")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="ProcedureListing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                ("body", models.CharField(db_index=True, max_length=36)),
                ("application", models.CharField(max_length=64, unique=True)),
                (
                    "stage",
                    models.CharField(max_length=12, choices=[(each, each) for each in STAGES]),
                ),
                ("on", models.DateField()),
                ("title", models.CharField(blank=True, max_length=300)),
                ("started_at", models.DateTimeField()),
                ("clock_at", models.DateTimeField(db_index=True, null=True)),
            ],
            options={"ordering": ["-on", "-pk"]},
        ),
    ]
