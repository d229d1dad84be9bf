import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0001_registry"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeviceCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("checked_at", models.DateTimeField()),
                (
                    "browser",
                    models.CharField(
                        choices=[("ok", "ok"), ("missing", "missing")], max_length=8
                    ),
                ),
                (
                    "microphone",
                    models.CharField(
                        choices=[
                            ("ok", "ok"),
                            ("denied", "denied"),
                            ("missing", "missing"),
                            ("busy", "busy"),
                            ("insecure", "insecure"),
                            ("quiet", "quiet"),
                            ("skipped", "skipped"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "speaker",
                    models.CharField(
                        choices=[("ok", "ok"), ("quiet", "quiet"), ("skipped", "skipped")],
                        max_length=8,
                    ),
                ),
                (
                    "camera",
                    models.CharField(
                        choices=[
                            ("ok", "ok"),
                            ("denied", "denied"),
                            ("missing", "missing"),
                            ("busy", "busy"),
                            ("insecure", "insecure"),
                            ("skipped", "skipped"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("ok", "ok"),
                            ("failed", "failed"),
                            ("absent", "absent"),
                            ("down", "down"),
                            ("skipped", "skipped"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "relay",
                    models.CharField(
                        choices=[
                            ("ok", "ok"),
                            ("failed", "failed"),
                            ("absent", "absent"),
                            ("down", "down"),
                            ("skipped", "skipped"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "relay_tcp",
                    models.CharField(
                        choices=[
                            ("ok", "ok"),
                            ("failed", "failed"),
                            ("absent", "absent"),
                            ("down", "down"),
                            ("skipped", "skipped"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "line",
                    models.CharField(
                        choices=[("ok", "ok"), ("failed", "failed")], max_length=8
                    ),
                ),
                (
                    "back",
                    models.CharField(
                        choices=[("ok", "ok"), ("failed", "failed")], max_length=8
                    ),
                ),
                ("down", models.PositiveIntegerField(null=True)),
                ("up", models.PositiveIntegerField(null=True)),
                ("beat", models.PositiveIntegerField(null=True)),
                ("back_after", models.PositiveIntegerField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="device_checks",
                        to="registry.member",
                    ),
                ),
            ],
            options={
                "ordering": ["-checked_at", "-pk"],
                "indexes": [
                    models.Index(fields=["member", "-checked_at"], name="check_of_member")
                ],
            },
        ),
    ]
