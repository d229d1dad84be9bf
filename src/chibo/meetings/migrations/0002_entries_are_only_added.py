"""The database itself refuses to change an entry of a journal."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER journal_entry_is_for_ever BEFORE UPDATE ON meetings_journalentry
BEGIN SELECT RAISE(ABORT, 'a journal entry is never changed'); END
"""
POSTGRESQL = """
CREATE FUNCTION journal_entry_is_for_ever() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'a journal entry is never changed'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER journal_entry_is_for_ever BEFORE UPDATE OR DELETE ON meetings_journalentry
FOR EACH ROW EXECUTE FUNCTION journal_entry_is_for_ever()
"""


def forbid(apps, schema_editor):
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER journal_entry_is_for_ever")
    else:
        schema_editor.execute("DROP FUNCTION journal_entry_is_for_ever CASCADE")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
