"""Static files under names that hold their hash, ES modules included, without a bundler."""

from servestatic.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it has no types
    """Rewrites `import "./x.js"` to the hashed name as well, and lays a compressed copy beside."""

    support_js_module_import_aggregation = True
