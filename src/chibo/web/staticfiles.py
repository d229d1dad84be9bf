"""Static files under names that hold their hash, ES modules included, without a bundler."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from servestatic.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it has no types
    """Rewrites `import "./x.js"` to the hashed name as well, and lays a compressed copy beside."""

    support_js_module_import_aggregation = True
    max_post_process_passes = 20
    """One for each script in the longest chain of those that import each other."""
    bundles = True
    """The style sheets of `CHIBO_BUNDLES` are one file: a weak line waits for each request."""

    def post_process(self, paths: dict[str, Any], **options: Any) -> Iterator[Any]:
        """Put the bundles together, then hash and compress everything."""
        if not options.get("dry_run"):
            for name, parts in settings.CHIBO_BUNDLES.items():
                self._bundle(name, parts)
                paths[name] = (self, name)
        yield from super().post_process(paths, **options)

    def _bundle(self, name: str, parts: tuple[str, ...]) -> None:
        written = []
        for part in parts:
            with self.open(part) as file:
                written.append(file.read())
        self.delete(name)
        self.save(name, ContentFile(b"\n".join(written)))
