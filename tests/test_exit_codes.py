"""Exit codes are a contract, and every error has one."""

from __future__ import annotations

import pytest

from voice_star import errors
from voice_star.cli.exit_code import ExitCode, code_of, code_of_all

CONTRACT = {
    "OK": 0,
    "PARTLY": 1,
    "USAGE": 2,
    "UNREADABLE": 3,
    "NOTHING_HEARD": 4,
    "MODEL": 5,
    "OUTPUT": 6,
    "RECORDING": 7,
    "MICROPHONE": 8,
    "STORE": 9,
    "HUNG_UP": 129,
    "INTERRUPTED": 130,
    "TERMINATED": 143,
}


def test_the_codes_are_those_that_were_promised() -> None:
    assert {code.name: code.value for code in ExitCode} == CONTRACT


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.UnreadableRecordingError("x"), ExitCode.UNREADABLE),
        (errors.UnreadableTextError("x"), ExitCode.UNREADABLE),
        (errors.NothingHeardError("x"), ExitCode.NOTHING_HEARD),
        (errors.ModelError("x"), ExitCode.MODEL),
        (errors.RecordingError("x"), ExitCode.RECORDING),
        (errors.SettingsError("x"), ExitCode.USAGE),
        (errors.PlaybackError("x"), ExitCode.OUTPUT),
        (errors.StoreError("x"), ExitCode.STORE),
        (errors.StoreDamagedError("x"), ExitCode.STORE),
        (errors.NoSuchAttemptError("x"), ExitCode.STORE),
        (errors.OutputError("x"), ExitCode.OUTPUT),
        (errors.MicrophoneError("x"), ExitCode.MICROPHONE),
    ],
)
def test_each_error_has_its_code(error: errors.VoiceStarError, code: ExitCode) -> None:
    assert code_of(error) is code


@pytest.mark.parametrize("kind", errors.VoiceStarError.__subclasses__())
def test_no_error_ends_as_a_success(kind: type[errors.VoiceStarError]) -> None:
    assert code_of(kind("x")) is not ExitCode.OK
    assert code_of(kind("x")) is not ExitCode.PARTLY


@pytest.mark.parametrize(
    ("failures", "n_done", "code"),
    [
        ([], 1, ExitCode.OK),
        ([errors.NothingHeardError("x")], 1, ExitCode.PARTLY),
        ([errors.NothingHeardError("x"), errors.ModelError("x")], 0, 4),
        ([errors.ModelError("x"), errors.NothingHeardError("x")], 0, 5),
    ],
)
def test_several_files_end_with_one_code(
    failures: list[errors.VoiceStarError], n_done: int, code: int
) -> None:
    assert code_of_all(failures, n_done=n_done) == code
