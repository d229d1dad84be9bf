"""How many rulings a second: the engine cell by cell, and the same for all cells at once.

Run: python -m bench.rulings [CELLS]
"""

import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

from bench.country import Country, country, questions
from bench.rulings_at_once import Answers, all_rulings
from chibo.core.rulebook.meeting import may_meet
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.questions import MeetingQuestion
from chibo.core.rulebook.shelf import read_shelf
from chibo.core.values import Ruling

CELLS = 250_000
ONE_BY_ONE = 20_000
CORES = 2
RULEBOOKS = Path(__file__).parents[1] / "rulebooks"


def rulebook() -> Rulebook:
    """Return the rulebook of the pilot, the one with the most rules that speak."""
    texts = {path.name: path.read_text("utf-8") for path in RULEBOOKS.glob("*.toml")}
    return max(read_shelf(texts).rulebooks.values(), key=lambda it: (not it.is_training, it.id))


def gathered(question: MeetingQuestion) -> MeetingQuestion:
    """Return a question with members alike told as one entry and a count."""
    alike = Counter(question.roll)
    roll = tuple(replace(entry, count=count) for entry, count in alike.items())
    return replace(question, roll=roll)


def one_by_one(asked: list[MeetingQuestion]) -> list[Ruling]:
    """Answer every cell by the engine."""
    rules = rulebook()
    return [may_meet(rules, question) for question in asked]


def seconds_of_a_core(seed: int) -> float:
    """Draw cells in this process, answer them, and return how long the answers took."""
    cells = country(rulebook(), ONE_BY_ONE // CORES, seed=seed)
    asked = [gathered(question) for question in questions(cells)]
    start = time.perf_counter()
    one_by_one(asked)
    return time.perf_counter() - start


def on_all_cores() -> float:
    """Return how long the slowest of the processes takes, each with its share of the cells."""
    with ProcessPoolExecutor(CORES) as cores:
        return max(cores.map(seconds_of_a_core, range(CORES)))


def differences(rulings: list[Ruling], answers: Answers) -> list[int]:
    """Return the cells that the two ways answer differently."""
    return [
        cell
        for cell, ruling in enumerate(rulings)
        if ruling.refused_by != answers.refused_by(cell)
        or ("base" in ruling.figures and ruling.figures["base"] != answers.base[cell])
        or ruling.figures.get("affected", answers.affected[cell]) != answers.affected[cell]
    ]


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def say(name: str, cells: int, took: float) -> None:
    """Print how long some cells took and how many rulings a second that is."""
    print(f"{name:42} {cells:9,} {took:8.2f} s {cells / took:12,.0f} rulings/s")


def main() -> None:
    """Print the figures of every way, and how many answers differ."""
    cells = int(sys.argv[1]) if len(sys.argv) > 1 else CELLS
    rules = rulebook()
    nation: Country = country(rules, cells)
    print(f"{cells:,} cells, {len(nation.member):,} members, rulebook {rules.id}")
    few = country(rules, ONE_BY_ONE, seed=2)
    asked = questions(few)
    alike = [gathered(question) for question in asked]
    say("engine, an entry for each member", len(asked), seconds(lambda: one_by_one(asked)))
    say("engine, members alike in one entry", len(alike), seconds(lambda: one_by_one(alike)))
    say(f"engine, alike, {CORES} processes", ONE_BY_ONE, on_all_cores())
    say("all cells at once", cells, seconds(lambda: all_rulings(rules, nation)))
    different = differences(one_by_one(asked), all_rulings(rules, few))
    print(f"{len(different)} of {len(asked):,} answers differ")


if __name__ == "__main__":
    main()
