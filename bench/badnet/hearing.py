"""Speech for a microphone, and how much of it can be understood where it arrives (STOI)."""

import base64
import subprocess
import wave
from pathlib import Path
from typing import Any

import numpy as np
from pystoi import stoi
from scipy.signal import correlate, resample_poly

RATE = 16_000
PIECE = 4 * RATE
"""Samples that are lined up and judged together: a receiver stretches and shortens pauses."""

AGAIN = 3
"""How often the words are said before a browser begins anew, with a gap that nobody has spoken."""

WINDOW, SLACK = RATE * 9 // 10, RATE // 2
"""Samples that the trial judged together, and how far they may have moved in their piece."""

SILENT, QUIET = 0.001, 0.03
"""How little there is where nothing came, and where hardly anything was said."""
WORDS = (
    "Kính thưa các đồng chí, chi bộ chúng ta họp hôm nay để thảo luận nghị quyết tháng. "
    "Tôi nhất trí với dự thảo, và đề nghị làm rõ ba việc: thu hoạch lúa trước mùa mưa, "
    "sửa con đường lên bản, và thăm hỏi các gia đình có công. "
    "Đề nghị các đồng chí cho ý kiến, ai có ý kiến khác xin mời phát biểu, sau đó chúng ta biểu quyết. "
)

Samples = Any


def speech(folder: Path) -> Path:
    """Let espeak-ng read our words into a file that a browser takes for a microphone."""
    raw, ready = folder / "raw.wav", folder / "speech.wav"
    words = ["espeak-ng", "-v", "vi", "-s", "150", "-w", str(raw), WORDS * AGAIN]
    subprocess.run(words, check=True)  # noqa: S603 -- our own words
    with wave.open(str(raw)) as spoken:
        rate = spoken.getframerate()
        samples = np.frombuffer(spoken.readframes(spoken.getnframes()), np.int16)
    made = resample_poly(samples / 32_768, 48_000, rate)
    with wave.open(str(ready), "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(48_000)
        written.writeframes((made * 0.9 / abs(made).max() * 32_767).astype(np.int16).tobytes())
    return ready


def samples_of(recorded: str) -> Samples:
    """Return what a page has recorded."""
    return np.frombuffer(base64.b64decode(recorded), np.int16) / 32_768


def understood(spoken: Path, heard: Samples) -> tuple[list[float], list[float]]:
    """Return the STOI of each piece that was heard, and of each window of it lined up by itself.

    A receiver stretches pauses to have the next packet in time: a piece that is lined up once is then judged
    against other words. The windows are those of the trial; where nobody spoke there is nothing to judge.
    """
    said = _said(spoken)
    pieces, windows = [], []
    for begin in range(0, len(heard) - PIECE + 1, PIECE):
        piece = heard[begin : begin + PIECE]
        at = _place(said, piece)
        pieces.append(_alike(said[at : at + PIECE], piece))
        windows += _windows(said, at, piece)
    return pieces, windows


def _said(spoken: Path) -> Samples:
    """Return what was spoken in a loop, long enough for whatever of it was heard."""
    with wave.open(str(spoken)) as file:
        frames = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    once = resample_poly(frames / 32_768, 1, 3)
    return np.tile(once, 2 + PIECE // len(once))


def _windows(said: Samples, at: int, piece: Samples) -> list[float]:
    judged = []
    for begin in range(0, PIECE - WINDOW + 1, WINDOW):
        window = piece[begin : begin + WINDOW]
        first = max(0, at + begin - SLACK)
        around = said[first : at + begin + WINDOW + SLACK]
        place = _place(around, window)
        spoken = around[place : place + WINDOW]
        if np.sqrt(np.mean(spoken**2)) > QUIET:
            judged.append(_alike(spoken, window))
    return judged


def _place(said: Samples, piece: Samples) -> int:
    found = correlate(said, piece, mode="valid", method="fft")
    return int(np.argmax(np.abs(found)))


def _alike(said: Samples, piece: Samples) -> float:
    if np.sqrt(np.mean(piece**2)) < SILENT:
        return 0.0
    return float(stoi(said, piece, RATE, extended=False))
