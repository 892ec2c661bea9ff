"""Names behind a title: "Mrs Jones" is somebody, "MR scan", "MS Teams" and "a near miss" are not.

"Dr" is no such title, for doctors are staff. Surgeons are "Mr" and "Miss", too: nothing in the
words tells them from patients, so they are found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = r"[^\W\d_]{1,40}(?:['-][^\W\d_]{1,40}){0,3}"
_PARTICLE = r"(?:(?:van|von|der|den|de|da|di|la|le|el|al|bin|st)\.? ){0,2}"
_TITLED = re.compile(
    r"(?<![\w-])(?P<title>(?i:mrs?|mx|ms|miss|master|baby))"
    r"(?:\.? {1,3}|\.|(?<=[Mm]r)(?=[A-Z][a-z])|(?<=[Mm]rs)(?=[A-Z][a-z]))"
    rf"(?:(?<=aby )(?i:boy|girl|twin) )?(?i:{_PARTICLE})(?P<name>{_WORD})"
)
# After an initial a dot may stand.
_MORE = re.compile(rf"(?:(?<=[ .][^\W\d_])\.? {{0,2}}| {{1,2}})(?P<word>(?i:{_PARTICLE}){_WORD})")
_MOST_MORE = 2

_NEVER_WORDS = (
    "a am an and are as at be been but by can could did do does for from had has have he her his "
    "if in is it might must need needs no not of off on only or our out she should so than that "
    "the their them then there they this to too was we were what when where which who will with "
    "would you your mr mrs mx ms miss dr doctor sister nurse boy girl twin"
)
_AFTER = {
    "mr": "scan scans scanner safe safety imaging spine brain head neck angiogram angiography "
    "angio conditional compatible contrast unit slot slots list request requests department suite "
    "liver abdomen pelvis knee mri mrcp tablet tablets tab tabs capsule capsules cap caps prep "
    "preparation dose doses oral bd od tds qds prn nocte morphine formulation enterography "
    "radiographer report results result guided physics protocol",
    "mrs": "score scores scale",
    "mx": "plan plans of record records",
    "ms": "teams team word excel outlook office windows forms access sharepoint onedrive project "
    "nurse nurses patient patients clinic clinics specialist society relapse relapses service "
    "consultant drugs drug meeting meetings in bd od",
    "miss": "doses dose meals meal lunch breakfast dinner handover huddle anything anyone monday "
    "tuesday wednesday thursday friday saturday sunday january february march april june july "
    "august september october november december it out rate rates",
    "master": "key keys copy list lists plan plans switch index file files class classes template "
    "templates document documents sheet sheets vial roster rota folder patient data trainer "
    "bedroom degree",
    "baby": "friendly clinic unit monitor monitors ward bay room check checks tag tags tagging "
    "milk food scales scale cot cots bank blues loss steps group change changing massage care "
    "feeding formula clothes bath wipes seat safety abduction led week show",
}
_END_WORDS = (
    "bed bay side room ward dob nhs tel phone mob mobile email address born hospital number cot "
    "cubicle sr mrn due next family home monday tuesday wednesday thursday friday saturday sunday"
)
_NEVER = frozenset(_NEVER_WORDS.split())
_ENDS = frozenset(_END_WORDS.split()) | _NEVER
_NOT_AFTER = {title: frozenset(words.split()) for title, words in _AFTER.items()}
_VERB = re.compile(
    r"(?:\b(?:near|hit|to|not|never|we|i|you|they|he|she|will|would|could|should|might|cannot|don't|"
    r"didn't|doesn't|won't|can't|a|the|any|each|every|really|also|and)|'ll)[ -]{1,2}\Z",
    re.IGNORECASE,
)
_NEAR = re.compile(r"\bnear[ -]{1,2}\Z", re.IGNORECASE)


def spans(plain: str) -> Iterator[tuple[int, int]]:
    """Where a title and the name after it stand."""
    at = 0
    while match := _TITLED.search(plain, at):
        at = match.end("title")
        before = plain[max(0, match.start() - 10) : match.start()]
        if _is_name(match["title"], match["name"], before):
            at = _end_of_name(plain, match)
            yield match.start(), at


def _is_name(title: str, name: str, before: str) -> bool:
    word = name.casefold()
    if word in _NEVER or not (title.istitle() or title.islower() or title.isupper()):
        return False
    kind = title.casefold()
    if kind in ("mr", "mrs", "mx") and title.istitle():
        return True
    if word in _NOT_AFTER[kind] or (title.isupper() and not _is_as_loud(kind, name)):
        return False
    return _is_called(kind, title, name, before)


def _is_called(kind: str, title: str, name: str, before: str) -> bool:
    """Whether the name follows the title as a name does, by its capitals and what stands before."""
    match kind:
        case "mr" | "mx":  # "MR" is also a way of imaging and a slow release
            return len(name) > 1
        case "ms":  # "20 ms" is a time
            return name[0].isupper() and not before.rstrip()[-1:].isdigit()
        case "miss":  # "We miss Jo" is no title
            is_spoken = title.islower() and name.isupper()
            misses = (_NEAR if title.istitle() else _VERB).search(before)
            return name[0].isupper() and not is_spoken and not misses
        case "master" | "baby":  # a baby with a small letter is just a baby
            return title[0].isupper() and name[0].isupper() and len(name) > 1
    return True


def _is_as_loud(kind: str, name: str) -> bool:
    """Whether a title in capitals has a name in capitals; after "MR" one capital will do."""
    is_long = len(name) > 2 or kind == "mrs"
    return is_long and (name[0] if kind in ("mr", "mrs", "mx") else name).isupper()


def _end_of_name(plain: str, match: re.Match[str]) -> int:
    """Where the name ends, its further words with a capital and small letters counted in."""
    end, word = match.span("name")[1], match["name"]
    for _count in range(_MOST_MORE):
        more = _MORE.match(plain, end)
        if more is None or not _goes_on(word, more["word"]):
            break
        end, word = more.end(), more["word"]
    return end


def _goes_on(word: str, more: str) -> bool:
    if more.casefold() in _ENDS:
        return False
    is_capitalised = more.rpartition(" ")[2][0].isupper()
    return is_capitalised and (len(word) == 1 or not more.isupper())
