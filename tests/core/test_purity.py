"""The core needs nothing but Python: no package, no site, no settings, no clock."""

import subprocess
import sys

from tests.core.journals import ROOT

IMPORT_ALL = """
import sys
sys.path.insert(0, "src")
import importlib, pathlib
for file in sorted(pathlib.Path("src/chibo/core").rglob("*.py")):
    name = ".".join(file.relative_to("src").with_suffix("").parts)
    importlib.import_module(name.removesuffix(".__init__"))
foreign = {name.partition(".")[0] for name in sys.modules} - sys.stdlib_module_names
print(sorted(foreign - {"chibo", "__main__"}))
"""


def test_the_core_imports_under_isolated_python() -> None:
    # -I: no user site, no environment; -S: no site-packages at all.
    done = subprocess.run(  # noqa: S603 -- our own interpreter, our own text
        [sys.executable, "-I", "-S", "-c", IMPORT_ALL],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout, done.stderr) == ("[]\n", "")
