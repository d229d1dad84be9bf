"""`chibo verify` on the command line: words in three languages, exit codes, and no Django anywhere."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from chibo.archive.container import Container
from chibo.archive.saying import NoArchiveError
from chibo.archive.words import ALL
from chibo.cli.verify import LIE, NO_ARCHIVE, TRUE, main
from tests.core.journals import ROOT

GOLDEN = Path(__file__).parent / "golden"
ARCHIVE = GOLDEN / "meeting.zip"
WITNESS = GOLDEN / "witness.json"


def test_it_runs_without_django_or_any_package() -> None:
    text = (
        "import sys; sys.path.insert(0, 'src'); sys.argv = ['chibo', 'verify', sys.argv[1]]\n"
        "from chibo.cli import main\n"
        "code = main()\n"
        "foreign = {it.partition('.')[0] for it in sys.modules} - sys.stdlib_module_names\n"
        "print(sorted(foreign - {'chibo', '__main__'})); sys.exit(code)"
    )
    # -I: no user site, no environment; -S: no site-packages at all.
    done = subprocess.run(  # noqa: S603 -- our own interpreter, our own text
        [sys.executable, "-I", "-S", "-c", text, str(ARCHIVE)],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )

    said = done.stdout.decode()
    assert (done.returncode, done.stderr) == (TRUE, b"")
    assert "chưa cài thư viện pyHanko" in said
    assert said.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "KẾT LUẬN: không phát hiện điều gì sai."),
        ("en", "RESULT: nothing wrong was found."),
        ("fr", "RÉSULTAT : rien de faux n’a été trouvé."),
    ],
)
def test_it_speaks_three_languages(
    capfdbinary: pytest.CaptureFixture[bytes], language: str, words: str
) -> None:
    code = main([str(ARCHIVE), "--witness", str(WITNESS), "--language", language])

    assert code == TRUE
    assert capfdbinary.readouterr().out.decode().splitlines()[-1] == words


def test_a_lie_is_exit_one(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    forged = tmp_path / "forged.zip"
    with ZipFile(ARCHIVE) as true, ZipFile(forged, "w") as false:
        for name in true.namelist():
            false.writestr(name, true.read(name).replace("Lò Thị".encode(), b"Lo Thi"))

    assert main([str(forged), "--language", "en"]) == LIE
    assert "was changed" in capfdbinary.readouterr().out.decode()


def _zip(*names: str, content: bytes = b"x", packed: int = ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", packed) as made:
        for name in names:
            made.writestr(ZipInfo(name), content, compress_type=packed)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "zip.none"),
        (b"PK\x03\x04 and nothing more", "zip.cut_off"),
        (ARCHIVE.read_bytes()[:-100], "zip.cut_off"),
        (_zip("../../etc/passwd"), "zip.path"),
        (_zip("/etc/passwd"), "zip.path"),
        (_zip("a\\b"), "zip.path"),
        (_zip("C:evil"), "zip.path"),
        (_zip("a/./b"), "zip.path"),
        (_zip("folder/"), "zip.path"),
        (_zip("a", "A"), "zip.twice"),
        (_zip("zeros", content=b"\0" * 5_000_000), "zip.bomb"),
    ],
)
def test_what_is_no_sane_container_is_not_opened(content: bytes, word: str) -> None:
    with pytest.raises(NoArchiveError) as caught:
        Container(BytesIO(content))

    assert caught.value.said.word == word


def test_a_file_that_is_no_archive_is_exit_two(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = tmp_path / "letter.zip"
    file.write_bytes(_zip("letter.txt"))

    assert main([str(file), "--language", "vi"]) == NO_ARCHIVE
    assert main([str(tmp_path / "nowhere.zip"), "--language", "fr"]) == NO_ARCHIVE
    said = capfdbinary.readouterr().out.decode()
    assert "không phải hồ sơ lưu của Chibo" in said
    assert "impossible d’ouvrir" in said


def test_every_word_is_said_in_three_languages() -> None:
    holes = {
        word: [sorted(_holes(each)) for each in said]
        for word, said in ALL.items()
        if len({tuple(sorted(_holes(each))) for each in said}) != 1 or not all(said)
    }

    assert holes == {}


def _holes(text: str) -> set[str]:
    return {part.partition("}")[0] for part in text.split("{")[1:]}
