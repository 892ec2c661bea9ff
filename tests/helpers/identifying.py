"""How well the identifier guard does: on comments that people wrote, and on made-up lines.

`python -c "from tests.helpers import identifying; print(identifying.report())"` shows the figures.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
import random
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huddle.rules.identifiers import Finding, IdentifierKind, find, is_nhs_number

THIS_YEAR = 2026
HOSPITAL_NUMBERS = ("RX######", "@## ####")
COMMENTS = Path(os.environ.get("HUDDLE_REAL_INPUTS", "")) / "patient-comments.csv"
PER_KIND = 60

_RESOURCES = Path(__file__).parents[2] / "resources"
_LINES = (
    "{} fell at 03:10, nobody told the family",
    "Wrong wristband: {}",
    "a: ring about {} @Anna due fri 14:00",
    "notes of {} were left in bay 2",
    "c: tablets of 3.5 mg for {} went to theatres!",
    "Transport for {} never came, second time since Monday",
    "({}) waited 4 hours for a porter",
    "discharge letter has {} on it",
    "MRSA +ve, {}, BP >180",
    "handover sheet found in the car park\n{}\nshredded",
    "please check {}.",
    "{}",
)
_BIRTH_LINES = (
    "dob {} fell at 03:10",
    "DOB: {}, wrong wristband",
    "d.o.b. {} - two notes with one name",
    "born {}, no allergies on the chart",
    "Date of birth {} on the label",
    "twin born on {} has no label",
)
_FIRST = ("John", "Mary", "Aisha", "Tomasz", "Chloe", "Grace", "Zoë", "Mohammed", "Siân", "J", "P.")
_LAST = (
    *("Smith", "Jones", "Okafor", "Kowalska", "O'Neill", "O’Brien", "Smith-Jones", "van der Berg"),
    *("Patel", "Nguyen", "Li", "MacDonald", "Adeyemi-Clarke", "Müller", "Ng", "Hughes"),
)
_MONTHS = ("January", "March", "April", "June", "Sept", "Oct", "December")
_POSTCODES = (
    *("LS1 3EX", "SW1A 1AA", "M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "EC1A 1BB", "W1A 0AX"),
    *("BT7 1NN", "CF10 3NQ", "EH12 9DN", "GU16 7HF", "L18 1JX", "NE4 6BE", "PL6 8DH", "YO31 8HE"),
)


@dataclass(frozen=True)
class Positive:
    """A line that somebody might write, with one identifier in it."""

    text: str
    kind: IdentifierKind
    words: str

    def is_found(self) -> bool:
        """Whether the guard marks these words as what they are."""
        start = self.text.index(self.words)
        end = start + len(self.words)
        return any(
            finding.kind is self.kind and finding.start <= start and end <= finding.end
            for finding in _guard(self.text)
        )


def positives() -> list[Positive]:
    """Made-up lines, the same at each call: as many of each kind, beds and bays among them."""
    chance = random.Random(11)
    makers = {
        IdentifierKind.NHS_NUMBER: _nhs_number,
        IdentifierKind.TELEPHONE: _telephone,
        IdentifierKind.EMAIL: _email,
        IdentifierKind.POSTCODE: _postcode,
        IdentifierKind.PERSON_NAME: _name,
        IdentifierKind.HOSPITAL_NUMBER: _hospital_number,
        IdentifierKind.BED: _bed,
    }
    made = [
        Positive(chance.choice(_LINES).format(words), kind, words)
        for kind, make in makers.items()
        for words in (make(chance) for _turn in range(PER_KIND))
    ]
    return made + [_birth(chance) for _turn in range(PER_KIND)]


def recall() -> dict[IdentifierKind, float]:
    """The share of made-up identifiers that the guard finds, by kind."""
    made = positives()
    of_kind = Counter(each.kind for each in made)
    found = Counter(each.kind for each in made if each.is_found())
    return {kind: found[kind] / of_kind[kind] for kind in IdentifierKind}


def comments() -> list[str]:
    """What patients wrote, from the folder that `HUDDLE_REAL_INPUTS` names."""
    with COMMENTS.open(encoding="utf-8", newline="") as file:
        return [row["feedback"] for row in csv.DictReader(file)]


def own_words() -> list[str]:
    """Every text of the templates and the made-up ward: what huddles say, naming no patient."""
    files = [*(_RESOURCES / "templates").glob("*.toml"), *(_RESOURCES / "demo").glob("*.toml")]
    return [
        text for file in sorted(files) for text in _texts(tomllib.loads(file.read_text("utf-8")))
    ]


def alarms(texts: Sequence[str]) -> list[Finding]:
    """All that the guard finds in texts, beds and bays among it."""
    return [finding for text in texts for finding in _guard(text)]


def report() -> str:
    """The figures as lines to read."""
    lines = [f"{kind}: {share:.3f} found of {PER_KIND}" for kind, share in recall().items()]
    for name, texts in (("comments", comments()), ("own words", own_words())):
        found = alarms(texts)
        telling = [finding for finding in found if finding.is_identifier]
        lines.append(
            f"{len(texts)} {name}: {1000 * len(telling) / len(texts):.2f} alarms per 1,000,"
            f" {1000 * len(found) / len(texts):.2f} with beds and bays"
        )
        lines += [f"  {finding.kind}: {finding.words}" for finding in telling]
    return "\n".join(lines)


def _guard(text: str) -> tuple[Finding, ...]:
    return find(text, this_year=THIS_YEAR, hospital_numbers=HOSPITAL_NUMBERS)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _turn in range(count))


def _nhs_number(chance: random.Random) -> str:
    number = ""
    while not is_nhs_number(number):
        number = chance.choice("4679") + _digits(chance, 9)
    a, b, c = number[:3], number[3:6], number[6:]
    joint = chance.choice((" ", "-", "", "\xa0", "  "))
    before = chance.choice(("", "", "NHS no ", "NHS number: ", "NHS"))
    return f"{before}{a}{joint}{b}{joint}{c}"[len(before) :]


def _telephone(chance: random.Random) -> str:
    mobile, land = f"7700 900{_digits(chance, 3)}", f"960{_digits(chance, 3)}"
    forms = (
        *(f"0{mobile}", f"0{mobile}".replace(" ", ""), f"+44 {mobile}", f"+44(0){mobile}"),
        *(f"07700-900-{_digits(chance, 3)}", f"07700 900 {_digits(chance, 3)}", f"0044{mobile}"),
        *(f"01632 {land}", f"(01632) {land}", f"01632{land}", f"020 7946 0{_digits(chance, 3)}"),
        *(f"0113 496 0{_digits(chance, 3)}", f"(028) 9649 6{_digits(chance, 3)}", "0306 999 0123"),
    )
    return chance.choice(forms)


def _email(chance: random.Random) -> str:
    name = chance.choice(("j.smith", "mary_jones", "aisha+ward", "t-kowalski52", "GRACE.OKAFOR"))
    return f"{name}@{chance.choice(('example.com', 'example.org', 'mail.example.co.uk'))}"


def _postcode(chance: random.Random) -> str:
    code = chance.choice(_POSTCODES)
    forms = (code, code, code.lower(), code.replace(" ", ""), code.replace(" ", "\xa0"))
    return chance.choice(forms)


def _name(chance: random.Random) -> str:
    title = chance.choice(("Mr", "Mrs", "Ms", "Miss", "Mx", "Mr.", "Mrs.", "Master", "Baby"))
    first, last = chance.choice(_FIRST), chance.choice(_LAST)
    name = f"{title} {chance.choice((last, last, last, f'{first} {last}'))}"
    # Only these are names in whatever case they are hurried down.
    if title.rstrip(".") in ("Mr", "Mrs"):
        return chance.choice((name, name, f"{title} {last}".lower(), f"{title} {last}".upper()))
    return name


def _hospital_number(chance: random.Random) -> str:
    digits = _digits(chance, 6)
    forms = (f"RX{digits}", f"rx{digits}", f"K{digits[:2]} {digits[2:]}", f"K{digits}")
    return chance.choice(forms)


def _bed(chance: random.Random) -> str:
    number = chance.randint(1, 32)
    forms = (
        *(
            f"bed {number}",
            f"Bed {number}",
            f"BED {number}",
            f"bed{number}",
            f"bay {number % 6 + 1}",
        ),
        *(
            f"Bay {chance.choice('ABCD')}",
            f"bed {number}{chance.choice('ab')}",
            f"SR{number % 9 + 1}",
        ),
        *(f"side room {number % 8 + 1}", f"bay {number % 6 + 1} bed {number}", f"bed no {number}"),
    )
    return chance.choice(forms)


def _birth(chance: random.Random) -> Positive:
    day = dt.date(1925, 1, 1) + dt.timedelta(days=chance.randrange(36_900))
    month, old = chance.choice(_MONTHS), day.year < THIS_YEAR - 20
    with_year = (
        *(
            f"{day:%d/%m/%Y}",
            f"{day.day}/{day.month}/{day.year}",
            f"{day:%d-%m-%Y}",
            f"{day:%d.%m.%Y}",
        ),
        *(f"{day:%Y-%m-%d}", f"{day.day} {month} {day.year}", f"{day.day}th {month} {day.year}"),
        *(f"{day:%d-%b-%Y}", f"{day:%d%b%Y}"),
    )
    if old and chance.random() < 0.4:
        words = chance.choice(with_year)
        return Positive(chance.choice(_LINES).format(words), IdentifierKind.DATE_OF_BIRTH, words)
    short = (f"{day:%d/%m/%y}", f"{day:%d-%m-%y}", f"{day:%d %m %y}", f"{day:%d%m%Y}")
    words = chance.choice(with_year + short)
    return Positive(chance.choice(_BIRTH_LINES).format(words), IdentifierKind.DATE_OF_BIRTH, words)
