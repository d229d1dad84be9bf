"""The `chibo` command: what needs only the core runs without Django, the rest is Django's."""

import os
import secrets
import sys


def main() -> int:
    """Run the command that the arguments name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chibo.config.settings")
    if sys.argv[1:2] == ["rulings"]:
        from chibo.cli.rulings import main as rulings  # noqa: PLC0415 -- needs no Django

        return rulings(sys.argv[2:])
    if sys.argv[1:2] == ["check-pdf"]:
        from chibo.cli.check_pdf import main as check_pdf  # noqa: PLC0415 -- needs no Django

        return check_pdf(sys.argv[2:])
    if sys.argv[1:2] == ["verify"]:
        from chibo.cli.verify import main as verify  # noqa: PLC0415 -- needs no Django

        return verify(sys.argv[2:])
    if sys.argv[1:2] in (["export-body"], ["import-body"], ["media-node"]):
        sys.argv[1] = sys.argv[1].replace("-", "_")
    if sys.argv[1:2] == ["media_node"]:
        # A node signs nothing and has no database: a machine more need not know the key.
        os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(48))
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- needs settings

    execute_from_command_line(sys.argv)
    return 0
