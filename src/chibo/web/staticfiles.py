"""Static files under names that hold their hash, ES modules included, without a bundler."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class HashedFiles(ManifestStaticFilesStorage):
    """Rewrites `import "./x.js"` to the hashed name as well."""

    support_js_module_import_aggregation = True
