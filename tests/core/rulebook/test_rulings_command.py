"""`chibo rulings FILE [--check]`, as an inspector runs it."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from chibo.cli.rulings import main
from tests.core.rulebook.shelf import PILOT_TEXT, ROOT

WORKED = ROOT / "tests" / "core" / "cases" / "worked.jsonl"
VOTE = {
    "case": "one",
    "rulebook": "hd03-2022",
    "question": "vote",
    "facts": {"voters": [{"standing": "official", "choice": "for"}]},
}
RULING = {"adopted": True, "base": 1, "for": 1, "against": 0, "other": 0, "refused_ballots": 0}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cases.jsonl"


def out(capsys: pytest.CaptureFixture[str]) -> list[object]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_worked_cases_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(WORKED), "--check"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    names = [json.loads(line)["case"] for line in WORKED.read_text("utf-8").splitlines()]
    assert [json.loads(line)["case"] for line in captured.out.splitlines()] == names


def test_a_difference_is_told_only_when_asked(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(json.dumps({**VOTE, "expect": {"base": 2, "for": 1}}))

    assert main([str(file)]) == 0
    assert capsys.readouterr().err == ""
    assert main([str(file), "--check"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out) == {"case": "one", "ruling": RULING}
    assert captured.err == "one: base: expected 2, got 1\n"


def test_wrong_lines_are_named_and_the_others_answered(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.dumps({**VOTE, "expect": {"base": 2}}).encode()
    unknown = json.dumps({**VOTE, "question": "?"}).encode()
    file.write_bytes(b"\xef\xbb\xbf" + good + b"\r\n\n{\n\xff\xfe\n" + unknown + b"\n" + good)

    assert main([str(file), "--check"]) == 2
    first, broken, binary, strange, last = out(capsys)
    assert first == last == {"case": "one", "ruling": RULING}
    assert isinstance(broken, dict)
    assert (broken["case"], broken["error"]["path"]) == (None, "line 3")
    assert binary == {
        "case": None,
        "error": {"path": "line 4", "message": "is not UTF-8 text"},
    }
    assert isinstance(strange, dict)
    assert (strange["case"], strange["error"]["path"]) == ("one", "question")


def test_vietnamese_is_written_as_it_is_and_surrogates_survive(
    file: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    lines = [json.dumps({**VOTE, "case": name}) for name in ("Chi bộ bản Nà Sự", "\ud800")]
    file.write_text("\n".join(lines))

    assert main([str(file)]) == 0
    first, second = capsysbinary.readouterr().out.splitlines()
    assert "Chi bộ bản Nà Sự".encode() in first
    assert json.loads(second)["case"] == "\ud800"


def test_an_empty_file_has_no_answers(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("")

    assert main([str(file), "--check"]) == 0
    assert out(capsys) == []


def test_a_file_that_is_not_there(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(file)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert str(file) in captured.err


def test_arguments_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main([])
    assert leaving.value.code == 2
    assert "usage: chibo rulings" in capsys.readouterr().err


def test_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(VOTE).encode())))

    assert main(["-"]) == 0
    assert out(capsys) == [{"case": "one", "ruling": RULING}]


def test_other_rulebooks_by_the_environment(
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "rulebooks"
    folder.mkdir()
    (folder / "mine.toml").write_text(PILOT_TEXT.replace('id = "hd03-2022"', 'id = "mine"'))
    (folder / "broken.toml").write_text("[rulebook]\nid = 7\n[")
    (folder / "notes.txt").write_text("not a rulebook")
    file.write_text(
        "\n".join(json.dumps({**VOTE, "rulebook": it}) for it in ("mine", "broken"))
    )
    monkeypatch.setenv("CHIBO_RULEBOOKS", str(folder))

    assert main([str(file)]) == 2
    captured = capsys.readouterr()
    answers = [json.loads(line) for line in captured.out.splitlines()]
    assert answers[0] == {"case": "one", "ruling": RULING}
    assert answers[1]["error"]["path"] == "rulebook"
    assert f"{folder / 'broken.toml'}:3:" in captured.err


def test_a_folder_of_rulebooks_that_is_not_there(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(json.dumps(VOTE))
    monkeypatch.setenv("CHIBO_RULEBOOKS", str(file.parent / "nowhere"))

    assert main([str(file)]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_it_needs_neither_django_nor_a_setting() -> None:
    command = [
        sys.executable,
        "-S",
        "-c",
        (
            "import sys\nfrom chibo.cli import main\ncode = main()\n"
            "assert 'django' not in sys.modules\nsys.exit(code)"
        ),
        "rulings",
        "-",
        "--check",
    ]
    done = subprocess.run(  # noqa: S603 -- our own program
        command,
        input=WORKED.read_bytes(),
        capture_output=True,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"], "LC_ALL": "C"},
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout.splitlines()) == len(WORKED.read_bytes().splitlines())


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    command = f"{sys.executable} -m chibo rulings {WORKED} | head -n 1"
    done = subprocess.run(  # noqa: S602 -- our own program in a shell's pipe
        command,
        shell=True,
        capture_output=True,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"]},
        check=False,
    )

    assert done.stderr == b""
    assert len(done.stdout.splitlines()) == 1
