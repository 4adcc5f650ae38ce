"""The command line: stdout is the result, stderr the rest, every failure a sentence."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import Mock

import numpy as np
import pytest

from tests.calling import COMMAND, call, call_apart
from tests.recordings import UNREADABLE, write_wav
from tests.sounds import noise, silence, tone
from voice_star import __version__
from voice_star.cli.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Callable

Capture = pytest.CaptureFixture[str]

ON_UNIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes")

HEAVY = (
    "numpy",
    "av",
    "faster_whisper",
    "ctranslate2",
    "pocketsphinx",
    "sounddevice",
    "soundfile",
    "soxr",
    "onnxruntime",
    "swift_f0",
    "huggingface_hub",
    "tokenizers",
    "textual",
    "rich",
)


def on_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


# Help, version and usage


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["record", "--help"],
        ["review", "--help"],
        ["recover", "--help"],
        ["history", "--help"],
        ["trend", "--help"],
        ["compare", "--help"],
        ["play", "--help"],
        ["settings", "--help"],
        ["settings", "set", "--help"],
        ["export", "--help"],
        ["questions", "--help"],
        ["questions", "add", "--help"],
        ["devices", "--help"],
        ["doctor", "--help"],
        ["model", "--help"],
        ["model", "list", "--help"],
        ["model", "fetch", "--help"],
        ["model", "path", "--help"],
    ],
    ids=" ".join,
)
def test_every_command_explains_itself_on_stdout(
    capsys: Capture, arguments: list[str]
) -> None:
    done = call(capsys, *arguments)

    assert done.code == 0
    assert done.out.startswith("usage: voice-star")
    assert done.err == ""
    assert max(len(line) for line in done.out.splitlines()) <= 80


def test_the_help_lists_every_exit_code(capsys: Capture) -> None:
    from voice_star.cli.exit_code import ExitCode

    text = " ".join(call(capsys, "--help").out.split())

    assert all(f" {code.value} " in text for code in ExitCode)


def test_the_version_is_told(capsys: Capture) -> None:
    assert call(capsys, "--version").out == f"voice-star {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["--fly"],
        ["review"],
        ["review", "--json"],
        ["review", "a.wav", "--transcript", "a.txt"],
        ["review", "a.wav", "--model"],
        ["review", "--transcript", ""],
        ["record", "--max", "soon"],
        ["record", "--max", "0"],
        ["record", "answer.wav"],
        ["recover", "--list", "--drop"],
        ["model"],
        ["model", "fetch"],
        ["model", "list", "base"],
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_is_refused_with_its_usage(
    capsys: Capture, arguments: list[str]
) -> None:
    done = call(capsys, *arguments)

    assert done.code == 2
    assert done.out == ""
    assert "usage: voice-star" in done.err
    assert "error:" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["record", "--help"],
        ["review", "--help"],
        ["doctor", "--help"],
        ["history", "--help"],
        ["trend", "--help"],
        ["export", "--help"],
        ["model", "path"],
    ],
)
def test_what_needs_no_model_imports_nothing_heavy(arguments: list[str]) -> None:
    code = f"""
import sys
from voice_star.cli.main import run
try:
    run({arguments!r})
except SystemExit:
    pass
print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout
    assert done.stderr == "[]\n"


# Reviews


@pytest.mark.usefixtures("rehearsed")
def test_a_review_goes_to_stdout_and_nothing_else_does(
    capsys: Capture, spoken: Path
) -> None:
    done = call(capsys, "review", spoken, "--question", "What did you do?")

    assert done.code == 0
    assert done.out.startswith("What did you do?\n")
    assert "spoken.wav" in done.out
    assert "maintenance planner" in " ".join(done.out.split())
    assert done.err == ""


@pytest.mark.usefixtures("rehearsed")
def test_the_sample_is_reviewed_as_is_settled(
    capsys: Capture, spoken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Mock(wraps=Engine)
    monkeypatch.setattr("voice_star.cli.review.Engine", engine)
    monkeypatch.setattr("voice_star.cli.review.sample_take", lambda: spoken)
    monkeypatch.setenv("VOICE_STAR_TARGET", "90s")
    monkeypatch.setenv("VOICE_STAR_MODEL", "tiny.en")

    done = call(capsys)

    assert done.code == 0
    assert "of 1:30 aimed at" in done.out
    engine.assert_called_once_with("tiny.en")


def test_settings_that_make_no_sense_stop_the_sample_too(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICE_STAR_TARGET", "soon")

    done = call(capsys)

    assert done.code == 2
    assert "VOICE_STAR_TARGET" in done.err


@pytest.mark.usefixtures("rehearsed")
def test_one_file_makes_one_json_document(capsys: Capture, spoken: Path) -> None:
    done = call(capsys, "review", spoken, "--json")

    document = json.loads(done.out)
    assert document["take"]["path"] == str(spoken)
    assert document["hearing"]["model"] == "rehearsed"
    assert document["pacing"]["n_words"] == len(document["words"]) > 20
    assert done.out.count("\n") == 1


@pytest.mark.usefixtures("rehearsed")
def test_several_files_make_a_json_line_each_in_their_order(
    capsys: Capture, spoken: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.wav"
    other.write_bytes(spoken.read_bytes())

    done = call(capsys, "review", "--json", spoken, other, spoken)

    documents = [json.loads(line) for line in done.out.splitlines()]
    paths = [document["take"]["path"] for document in documents]
    assert paths == [str(spoken), str(other), str(spoken)]


@pytest.mark.usefixtures("rehearsed")
def test_the_same_file_gives_the_same_json_each_time(
    capsys: Capture, spoken: Path
) -> None:
    first, second = call(capsys, "review", "--json", spoken, spoken).out.splitlines()

    assert first == second


@pytest.mark.usefixtures("rehearsed")
def test_the_other_files_of_a_call_are_still_reviewed(
    capsys: Capture, spoken: Path, tmp_path: Path
) -> None:
    bad = [maker(tmp_path) for maker in UNREADABLE.values()]
    quiet = write_wav(tmp_path / "quiet.wav", silence(1))

    done = call(capsys, "review", "--json", *bad, spoken, quiet, spoken)

    assert done.code == 1
    assert len(done.out.splitlines()) == 2
    assert len(done.err.splitlines()) == len(bad) + 1


@pytest.mark.usefixtures("rehearsed")
def test_a_call_in_which_every_file_fails_has_the_code_of_the_first(
    capsys: Capture, tmp_path: Path
) -> None:
    quiet = write_wav(tmp_path / "quiet.wav", silence(1))
    missing = tmp_path / "nowhere.wav"

    assert call(capsys, "review", missing, quiet).code == 3
    assert call(capsys, "review", quiet, missing).code == 4


@pytest.mark.parametrize("maker", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_is_no_recording_gives_a_sentence_and_code_three(
    capsys: Capture, tmp_path: Path, maker: Callable[[Path], Path]
) -> None:
    done = call(capsys, "review", maker(tmp_path))

    assert done.code == 3
    assert done.out == ""
    assert done.err.startswith("voice-star: ")
    assert done.err.count("\n") == 1


def test_no_bad_file_ever_shows_a_traceback(tmp_path: Path) -> None:
    bad = [maker(tmp_path) for maker in UNREADABLE.values()]

    done = call_apart("review", *bad)

    assert done.code == 3
    assert done.out == ""
    assert "Traceback" not in done.err
    assert len(done.err.splitlines()) == len(bad)


@pytest.mark.usefixtures("rehearsed")
@pytest.mark.parametrize(
    ("sound", "why"),
    [
        (silence(2), "pure silence"),
        (silence(0.001), "pure silence"),
        (noise(2, level_db=-70), "nearly silent"),
        (noise(2, level_db=-30), "no voice that could be made out"),
        (tone(2, pitch=50), "no voice that could be made out"),
        (np.full(32_000, 0.999), "no voice that could be made out"),
    ],
    ids=["silence", "a millisecond", "faint hiss", "hiss", "hum", "a stuck converter"],
)
def test_where_nobody_speaks_the_complaint_says_why(
    capsys: Capture,
    tmp_path: Path,
    sound: np.ndarray[tuple[int], np.dtype[np.float64]],
    why: str,
) -> None:
    done = call(capsys, "review", write_wav(tmp_path / "quiet.wav", sound))

    assert done.code == 4
    assert done.out == ""
    assert "No speech was heard" in done.err
    assert why in done.err


# Transcripts


def test_a_transcript_is_reviewed_line_by_line(capsys: Capture, tmp_path: Path) -> None:
    text = tmp_path / "answer.txt"
    text.write_text("I led the team. We were six.\n\nUm, it worked.\n")

    done = call(capsys, "review", "--transcript", text, "--json")

    document = json.loads(done.out)
    assert [sentence["text"] for sentence in document["sentences"]] == [
        "I led the team. We were six.",
        "Um, it worked.",
    ]
    assert document["words"][7]["kind"] == "filled_pause"
    assert document["take"] is document["hearing"] is document["pacing"] is None


def test_a_transcript_may_come_from_stdin(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_stdin(monkeypatch, b"I led it.\n")

    done = call(capsys, "review", "--transcript", "-", "--question", "And you?")

    assert done.code == 0
    assert done.out.startswith("And you?\n")
    assert "I led it." in done.out
    assert "3 words in 1 sentence" in done.out


@pytest.mark.parametrize(
    "data",
    [
        "I led it.\nIt worked.\n".encode("utf-8-sig"),
        b"I led it.\r\nIt worked.\r\n",
        b"I led it.\rIt worked.\r",
        "I l\u00aded it.\nIt wor\u00adked.".encode(),
        b"\n\n I  led\tit. \n\n\nIt worked.",
        b"I \x1bled\x07 it.\x00\nIt worked.\x9b".replace(b"\x9b", "\x9b".encode()),
    ],
    ids=[
        "a byte order mark",
        "lines of Windows",
        "old lines",
        "hyphens",
        "blanks",
        "controls",
    ],
)
def test_the_words_of_a_transcript_come_through_whatever_is_around_them(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    on_stdin(monkeypatch, data)

    done = call(capsys, "review", "--transcript", "-", "--json")

    document = json.loads(done.out)
    words = [word["text"] for word in document["words"]]
    assert words == ["I", "led", "it.", "It", "worked."]
    assert len(document["sentences"]) == 2


@pytest.mark.parametrize(
    ("data", "code", "why"),
    [
        (b"", 4, "holds no words"),
        (b"\n \n\t\n", 4, "holds no words"),
        (b"\xef\xbb\xbf", 4, "holds no words"),
        (b"... -- !\n", 4, "holds no words"),
        (b"RIFF\xff\xfe\x00\x00WAVE", 3, "no text in UTF-8"),
        ("I led it.".encode("utf-16"), 3, "no text in UTF-8"),
        ("Café".encode("latin-1"), 3, "no text in UTF-8"),
        (b"I led it. " * 300_000, 3, "longer than any transcript"),
    ],
    ids=[
        "nothing",
        "blanks",
        "only a byte order mark",
        "only punctuation",
        "a recording",
        "utf-16",
        "latin-1",
        "too much",
    ],
)
def test_a_text_that_cannot_be_reviewed_is_refused_in_a_sentence(
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    data: bytes,
    code: int,
    why: str,
) -> None:
    on_stdin(monkeypatch, data)

    done = call(capsys, "review", "--transcript", "-")

    assert done.code == code
    assert done.out == ""
    assert why in done.err


@pytest.mark.parametrize("name", ["nowhere.txt", ".", "x" * 300])
def test_a_text_that_cannot_be_opened_is_refused_in_a_sentence(
    capsys: Capture, tmp_path: Path, name: str
) -> None:
    done = call(capsys, "review", "--transcript", tmp_path / name)

    assert done.code == 3
    assert "cannot be read" in done.err


def test_a_joined_emoji_stays_one_word(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    family = "👨\u200d👩\u200d👧"
    on_stdin(monkeypatch, f"I led it {family} well.".encode())
    document = json.loads(call(capsys, "review", "--transcript", "-", "--json").out)
    on_stdin(monkeypatch, f"I led it {family} well.".encode())
    report = call(capsys, "review", "--transcript", "-").out

    assert [word["text"] for word in document["words"]][3] == family
    assert "I led it 👨👩👧 well." in report


def test_what_a_text_has_in_brackets_gets_no_second_pair(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_stdin(monkeypatch, b"So <um>, I <uh> led it.")

    assert "So <um,> I <uh> led it." in call(capsys, "review", "--transcript", "-").out


def test_a_word_of_a_thousand_letters_is_reviewed(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_stdin(monkeypatch, b"a" * 1_000)

    done = call(capsys, "review", "--transcript", "-")

    assert done.code == 0
    assert max(len(line) for line in done.out.splitlines()) <= 80


# Names and texts that would steer the terminal

STEERING = "\033[31m\033]0;title\007[bold red]x\u202e\x9b2J.wav"


@pytest.mark.usefixtures("rehearsed")
@pytest.mark.parametrize("options", [[], ["--json"]], ids=["text", "json"])
def test_a_name_cannot_steer_the_terminal(
    capsys: Capture, spoken: Path, tmp_path: Path, options: list[str]
) -> None:
    named = tmp_path / STEERING
    named.write_bytes(spoken.read_bytes())

    done = call(capsys, "review", named, *options)

    assert done.code == 0
    assert (done.out + done.err).replace("\n", "").isprintable()
    assert "[bold red]x" in done.out


def test_a_name_cannot_steer_the_terminal_in_a_complaint(
    capsys: Capture, tmp_path: Path
) -> None:
    named = str(tmp_path / STEERING)
    for arguments in (["review", named], ["review", "--transcript", named]):
        done = call(capsys, *arguments)

        assert done.code == 3
        assert done.err.replace("\n", "").isprintable()
        assert "[bold red]x" in done.err


def test_a_question_and_a_text_cannot_steer_the_terminal(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_stdin(monkeypatch, f"I {STEERING} led it.".encode())

    done = call(capsys, "review", "--transcript", "-", "--question", STEERING)

    assert done.code == 0
    assert done.out.replace("\n", "").isprintable()


@ON_UNIX
def test_a_name_that_is_no_text_can_be_printed(spoken: Path, tmp_path: Path) -> None:
    named = tmp_path / os.fsdecode(b"caf\xe9.wav")
    named.write_bytes(write_wav(tmp_path / "quiet.wav", silence(1)).read_bytes())

    for locale in ("C", "C.UTF-8"):
        done = call_apart(
            "review", named, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
        )

        assert done.code == 4
        assert "caf?.wav" in done.err
    assert spoken.exists()


# Models


@pytest.mark.parametrize(
    "name",
    [
        "huge",
        "../base",
        "nowhere/at/all",
        "~nobody-of-this-name/model",
        "x" * 300,
    ],
)
def test_a_model_nobody_knows_is_refused_with_the_names_there_are(
    capsys: Capture, no_models: Path, spoken: Path, name: str
) -> None:
    done = call(capsys, "review", spoken, f"--model={name}")

    assert done.code == 5
    assert done.out == ""
    assert "base" in done.err
    assert not no_models.exists()


def test_a_file_that_cannot_be_read_is_told_of_before_a_missing_model(
    capsys: Capture, no_models: Path, tmp_path: Path
) -> None:
    done = call(capsys, "review", tmp_path / "nowhere.wav", "--model=huge")

    assert done.code == 3
    assert "nowhere.wav" in done.err
    assert not no_models.exists()


def test_a_folder_without_a_model_is_refused(
    capsys: Capture, spoken: Path, tmp_path: Path
) -> None:
    done = call(capsys, "review", spoken, "--model", tmp_path)

    assert done.code == 5
    assert "holds no faster-whisper model" in done.err


def test_a_model_that_cannot_be_loaded_is_refused_in_a_sentence(
    capsys: Capture, spoken: Path, tmp_path: Path
) -> None:
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt"):
        (tmp_path / name).write_text("nonsense")

    done = call(capsys, "review", spoken, "--model", tmp_path)

    assert done.code == 5
    assert done.out == ""
    assert "damaged" in done.err


def test_damaged_weights_are_refused_with_the_way_out(
    capsys: Capture, no_models: Path, spoken: Path
) -> None:
    (no_models / "base").mkdir(parents=True)
    (no_models / "base" / "model.bin").write_bytes(b"cut off")

    done = call(capsys, "review", spoken)

    assert done.code == 5
    assert "voice-star model fetch base" in done.err


def test_a_cache_that_cannot_be_written_is_named(
    capsys: Capture, spoken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").write_text("a file in the folder's place")
    monkeypatch.setenv("VOICE_STAR_CACHE", str(tmp_path / "cache"))

    done = call(capsys, "review", spoken)

    assert done.code == 5
    assert "VOICE_STAR_CACHE" in done.err


def test_the_models_are_listed_with_what_they_are_good_for(capsys: Capture) -> None:
    done = call(capsys, "model", "list")

    assert done.code == 0
    assert [line.split()[0] for line in done.out.splitlines()] == ["base", "tiny.en"]
    assert all(len(line) <= 80 for line in done.out.splitlines())


def test_the_folder_of_the_models_is_printed(capsys: Capture, no_models: Path) -> None:
    assert call(capsys, "model", "path").out == f"{no_models}\n"


def test_no_model_of_an_unknown_name_is_fetched(
    capsys: Capture, no_models: Path
) -> None:
    done = call(capsys, "model", "fetch", "../../etc")

    assert done.code == 5
    assert "There is no model called" in done.err
    assert not no_models.exists()


# Streams that end early


@ON_UNIX
def test_a_reader_that_has_seen_enough_is_no_failure(tmp_path: Path) -> None:
    text = tmp_path / "answer.txt"
    text.write_text("I led it.\n" * 5_000)
    reading, writing = os.pipe()
    os.close(reading)

    done = subprocess.run(
        [*COMMAND, "review", "--transcript", text],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=60,
    )

    os.close(writing)
    assert done.returncode == 0
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(
    "arguments",
    [["review", "--transcript", "-"], ["review", "--transcript", "-", "--json"]],
    ids=["text", "json"],
)
def test_a_result_that_cannot_be_written_is_a_failure(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *arguments],
            input=b"I led it.\n",
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )

    assert done.returncode == 6
    assert done.stderr.startswith(b"voice-star: The result could not be written")
    assert done.stderr.count(b"\n") == 1


@ON_UNIX
@pytest.mark.parametrize("closed", [0, 1, 2], ids=["stdin", "stdout", "stderr"])
def test_a_stream_that_was_closed_beforehand_shows_no_traceback(
    tmp_path: Path, closed: int
) -> None:
    errors = tmp_path / "errors"
    redirected = f'exec {closed}>&-; exec "$@"'
    with errors.open("wb") as stderr:
        done = subprocess.run(
            [
                "/bin/sh",
                "-c",
                redirected,
                "sh",
                *COMMAND,
                "review",
                "--transcript",
                "-",
            ],
            input=b"I led it.\n",
            stdout=subprocess.PIPE,
            stderr=stderr,
            check=False,
            timeout=60,
        )

    assert done.returncode == {0: 4, 1: 6, 2: 0}[closed]
    assert b"Traceback" not in errors.read_bytes()


@ON_UNIX
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 6),
        (["--version"], 6),
        (["model", "path"], 6),
        (["review", "nowhere.wav"], 3),
        (["fly"], 2),
    ],
    ids=["help", "version", "path", "no recording", "wrong usage"],
)
def test_without_stdout_only_what_has_a_result_fails_for_it(
    arguments: list[str], code: int
) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *COMMAND, *arguments],
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )

    assert done.returncode == code
    assert (b"could not be written" in done.stderr) == (code == 6)
    assert b"Exception" not in done.stderr


@ON_UNIX
def test_ctrl_c_while_waiting_ends_at_once_without_a_traceback(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [*COMMAND, "review", "--transcript", pipe],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    # Opening this end waits until the command has opened the other one.
    with process, pipe.open("wb"):
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)

    assert process.returncode == 130
    assert out == ""
    assert err == "voice-star: Stopped.\n"


# The program as it is started


def test_the_package_can_be_started_as_a_module() -> None:
    assert call_apart("--version").out == f"voice-star {__version__}\n"


def test_a_text_is_reviewed_in_a_process_of_its_own() -> None:
    done = call_apart("review", "--transcript", "-", text=b"Um, I led it.\n")

    assert done.code == 0
    assert "<Um,> I led it." in done.out
    assert done.err == ""
    assert "\033" not in done.out
