"""All settings in the order in which they are shown, each in words."""

from __future__ import annotations

from voice_star.domain.appearance import THEMES
from voice_star.settingkind import Kind, Setting
from voice_star.settings import Settings
from voice_star.settingsfile import values_of

_SHARE = "two shares from 0 to 1, the lower first, such as 0.15 0.20"
_OF_TARGET = "of the target"

GROUPS: dict[str, tuple[Setting, ...]] = {
    "General": (
        Setting(
            "target",
            "Length of an answer",
            "How long an answer is to last; all shares are of this.",
            "10 seconds to an hour, such as 90s, 2m or 1:30",
            Kind.LENGTH,
        ),
        Setting(
            "microphone",
            "Microphone",
            "What is recorded.",
            "one that is plugged in, or a part of its name",
            Kind.MICROPHONE,
        ),
        Setting(
            "model",
            "Speech model",
            "What hears the words. A larger one hears better and takes longer.",
            "one of those listed, or a folder that holds a model",
            Kind.MODEL,
        ),
        Setting(
            "larger_model",
            "Larger model",
            "What hears an answer again after its review on the command line.",
            "a model of those listed, a folder, or none",
            Kind.MODEL,
        ),
        Setting(
            "keep.sound_days",
            "Days of sound",
            "Recordings older than this are deleted. Reviews stay.",
            "0 keeps all for ever, otherwise 1 day or more",
        ),
    ),
    "Screens": (
        Setting(
            "app.theme",
            "Theme",
            "The colours. The safe ones are for people who confuse some of them.",
            f"{', '.join(THEMES)}",
            Kind.CHOICE,
            THEMES,
        ),
        Setting(
            "app.countdown",
            "Time to prepare",
            "Seconds that count down before a take begins.",
            "0 for none, up to 120 seconds",
        ),
        Setting(
            "app.focus",
            "Begin with only the time",
            "A take begins with nothing shown but the time, as in an interview.",
            "yes or no",
            Kind.SWITCH,
        ),
        Setting(
            "app.notes",
            "Notes beside the words",
            "Your own notes on a question are shown while you answer it.",
            "yes or no",
            Kind.SWITCH,
        ),
        Setting(
            "app.gentle",
            "Reviews without figures",
            "A review shows one strength and one step, and counts nothing.",
            "yes or no",
            Kind.SWITCH,
        ),
    ),
    "Cues while you speak": (
        Setting(
            "cues.show",
            "Cues",
            "Whether you are told anything while you speak.",
            "yes or no",
            Kind.SWITCH,
        ),
        Setting(
            "cues.show_setting",
            "Cue: still setting up",
            "You may be told that you are still at situation or task.",
            "yes or no",
            Kind.SWITCH,
        ),
        Setting(
            "cues.show_landing",
            "Cue: come to an end",
            "You may be told that the time is over.",
            "yes or no",
            Kind.SWITCH,
        ),
        Setting(
            "cues.show_no_result",
            "Cue: no result yet",
            "You may be asked for the result when you fall silent.",
            "yes or no",
            Kind.SWITCH,
        ),
        Setting(
            "cues.setting",
            "Still setting up at",
            "You are told when still at situation or task by then.",
            f"a number above 0, {_OF_TARGET}: 0.5 is half of it",
        ),
        Setting(
            "cues.landing",
            "Come to an end at",
            "You are told to come to an end from then on.",
            f"a number above 0, {_OF_TARGET}",
        ),
        Setting(
            "cues.silence",
            "Silence that asks",
            "After so much silence you are asked for the result.",
            "seconds, above 0",
        ),
        Setting(
            "cues.sure",
            "How sure a cue must be",
            "How sure the judge must be of your last sentences to say anything.",
            "above 0, up to 1",
        ),
    ),
    "What is aimed at": (
        Setting(
            "bands.situation",
            "Situation",
            "Its share of the time.",
            _SHARE,
            Kind.BAND,
        ),
        Setting("bands.task", "Task", "Its share of the time.", _SHARE, Kind.BAND),
        Setting("bands.action", "Actions", "Their share.", _SHARE, Kind.BAND),
        Setting("bands.result", "Results", "Their share.", _SHARE, Kind.BAND),
        Setting(
            "bands.too_short",
            "Too short below",
            "An answer shorter than this is flagged.",
            f"a number above 0 and below 1, {_OF_TARGET}",
        ),
        Setting(
            "bands.too_long",
            "Too long above",
            "An answer longer than this is flagged.",
            f"a number above 1, {_OF_TARGET}",
        ),
        Setting(
            "bands.far_too_long",
            "Far too long above",
            "From here on that is a grave flaw.",
            f"a number above “too long”, {_OF_TARGET}",
        ),
        Setting(
            "bands.long_setup",
            "Long setup above",
            "Situation and task together, as a share of the words.",
            "a share above 0 and below 1",
        ),
        Setting(
            "bands.far_too_long_setup",
            "Far too long a setup above",
            "From here on the setup is a grave flaw.",
            "a share above “long setup” and below 1",
        ),
    ),
    "How it is said": (
        Setting(
            "bands.pace",
            "Pace",
            "Words a minute that are neither too slow nor too fast.",
            "two numbers, the lower first, such as 110 190",
            Kind.BAND,
        ),
        Setting(
            "bands.long_pause",
            "Long pause from",
            "A silence this long is flagged.",
            "seconds, above 0",
        ),
        Setting(
            "bands.fillers",
            "Fillers",
            "Ums a minute: up to the first they do no harm, from the second on they "
            "do.",
            "two numbers, the lower first, such as 5 12",
            Kind.BAND,
        ),
        Setting(
            "bands.hedges",
            "Hedges",
            "Phrases such as “kind of” in a hundred words, beyond which it is said.",
            "a number above 0",
        ),
        Setting(
            "bands.result_hedges",
            "Hedges in the results",
            "So many of them in the results are flagged at any rate.",
            "a number above 0",
        ),
        Setting(
            "bands.repeats",
            "Words said over",
            "In a hundred words, beyond which it is said.",
            "a number above 0",
        ),
        Setting(
            "bands.monotone",
            "Flat voice below",
            "How far the pitch strays, in semitones.",
            "a number above 0",
        ),
        Setting(
            "bands.fading_level_db",
            "Results fade by",
            "So much softer than the actions, if they are flatter or slower too.",
            "dB, above 0",
        ),
        Setting(
            "bands.faded_level_db",
            "Results have faded by",
            "So much softer that nothing else need be heard.",
            "dB, above “results fade by”",
        ),
        Setting(
            "bands.fading_pitch",
            "Results are flat below",
            "How far their pitch strays, against that of the actions.",
            "a share above 0 and below 1",
        ),
        Setting(
            "bands.fading_pace",
            "Results are slow below",
            "How fast they are told, against the actions.",
            "a share above 0 and below 1",
        ),
    ),
}
"""All settings, in the order in which they are shown."""

SETTINGS = {one.key: one for group in GROUPS.values() for one in group}
"""All settings, by key."""

DEFAULTS = values_of(Settings())
"""What holds where nothing is settled, by key."""
