"""The identifier guard: what tells who a patient is, and what only looks like it."""

from __future__ import annotations

import time

import pytest

from huddle import i18n
from huddle.errors import Refused
from huddle.rules.identifiers import (
    Finding,
    IdentifierKind,
    beds,
    check_pattern,
    find,
    identifiers,
    is_nhs_number,
)

NHS = IdentifierKind.NHS_NUMBER
BIRTH = IdentifierKind.DATE_OF_BIRTH
PHONE = IdentifierKind.TELEPHONE
EMAIL = IdentifierKind.EMAIL
POSTCODE = IdentifierKind.POSTCODE
NAME = IdentifierKind.PERSON_NAME
LOCAL = IdentifierKind.HOSPITAL_NUMBER
BED = IdentifierKind.BED
YEAR = 2026


def found_in(text: str, *patterns: str) -> list[tuple[IdentifierKind, str]]:
    found = find(text, this_year=YEAR, hospital_numbers=patterns)
    return [(finding.kind, finding.words) for finding in found]


@pytest.mark.parametrize("digits", ["9434765919", "4010232137", "9990000018"])
def test_check_digits_that_are_right(digits: str) -> None:
    assert is_nhs_number(digits)


@pytest.mark.parametrize(
    "digits",
    [
        *("9876544321", "9991234567", "9434765918", "0000000000"),
        # A check of 10 is no digit.
        "1234567890",
        *("", "943476591", "94347659190", "943476591x", "943 476 5919", "٩٤٣٤٧٦٥٩١٩"),
    ],
)
def test_check_digits_that_are_wrong(digits: str) -> None:
    assert not is_nhs_number(digits)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("9434765919", NHS, "9434765919"),
        ("Notes of 943 476 5919 are missing", NHS, "943 476 5919"),
        ("943-476-5919: no wristband", NHS, "943-476-5919"),
        ("943\xa0476\xa05919", NHS, "943\xa0476\xa05919"),
        ("943–476–5919", NHS, "943–476–5919"),
        ("94 34 76 59 19", NHS, "94 34 76 59 19"),
        ("NHS9434765919.", NHS, "9434765919"),
        ("NHS no.9434765919,bed", NHS, "9434765919"),
        ("٩٤٣ ٤٧٦ ٥٩١٩", NHS, "٩٤٣ ٤٧٦ ٥٩١٩"),
        ("９４３４７６５９１９", NHS, "９４３４７６５９１９"),
        ("943\u200b476\x005919", NHS, "943\u200b476\x005919"),
        ("see \u202e943 476 5919\u202c now", NHS, "943 476 5919"),
        ("dob 3/4/1950", BIRTH, "3/4/1950"),
        ("DOB: 03-04-50", BIRTH, "03-04-50"),
        ("D.O.B 3.4.50", BIRTH, "3.4.50"),
        ("d.o.b. 03 04 1950", BIRTH, "03 04 1950"),
        ("DOB 03041950", BIRTH, "03041950"),
        ("DOB 03APR1950", BIRTH, "03APR1950"),
        ("born 3 April 1950", BIRTH, "3 April 1950"),
        ("born on the 3rd of April, 2026", BIRTH, "3rd of April, 2026"),
        ("baby born 3/8/2026, not yet weighed", BIRTH, "3/8/2026"),
        ("03/08/2026 (dob) on the label", BIRTH, "03/08/2026"),
        ("birthday 12 May '48", BIRTH, "12 May '48"),
        ("The lady 03/04/1950 has no wristband", BIRTH, "03/04/1950"),
        ("Wrong label: 1950-04-03", BIRTH, "1950-04-03"),
        ("Smith, 3-Apr-1950", BIRTH, "3-Apr-1950"),
        ("Smith, April 3, 1950", BIRTH, "April 3, 1950"),
        ("Smith 03/04/50 sent home", BIRTH, "03/04/50"),
        ("the child of 04/11/2015", BIRTH, "04/11/2015"),
        ("ring 07700 900123", PHONE, "07700 900123"),
        ("ring 07700900123", PHONE, "07700900123"),
        ("Tel07700-900-123", PHONE, "07700-900-123"),
        ("Tel.07700-900-123", PHONE, "07700-900-123"),
        ("daughter +44 7700 900123", PHONE, "+44 7700 900123"),
        ("son +44 (0)7700 900 123", PHONE, "+44 (0)7700 900 123"),
        ("son 0044 7700 900123", PHONE, "0044 7700 900123"),
        ("home (0113) 496 0123 after 18:00", PHONE, "(0113) 496 0123"),
        ("home 020 7946 0123", PHONE, "020 7946 0123"),
        ("home 01632 960123", PHONE, "01632 960123"),
        ("home 016977 2123", PHONE, "016977 2123"),
        ("home 0306 999 0123", PHONE, "0306 999 0123"),
        ("send it to j.smith@example.co.uk.", EMAIL, "j.smith@example.co.uk"),
        ("<anna+ward@example.org>", EMAIL, "anna+ward@example.org"),
        ("j.smith＠example．com", EMAIL, "j.smith＠example．com"),
        ("lives at LS1 3EX", POSTCODE, "LS1 3EX"),
        ("lives at ls13ex now", POSTCODE, "ls13ex"),
        ("SW1A 1AA", POSTCODE, "SW1A 1AA"),
        ("M1 1AE, door 4", POSTCODE, "M1 1AE"),
        ("CT1 2AB", POSTCODE, "CT1 2AB"),
        ("Mr Smith fell", NAME, "Mr Smith"),
        ("mrs jones rang twice", NAME, "mrs jones"),
        ("MRS JONES FELL", NAME, "MRS JONES"),
        ("MR SMITH IN BED FOUR", NAME, "MR SMITH"),
        ("Mr. John Smith-Jones waits", NAME, "Mr. John Smith-Jones"),
        ("Mr P. Ng waits", NAME, "Mr P. Ng"),
        ("Mrs J.Smith", NAME, "Mrs J.Smith"),
        ("Mrs Mary van der Berg", NAME, "Mrs Mary van der Berg"),
        ("MRS. NG", NAME, "MRS. NG"),
        ("Mrs Ann MacDonald Bed", NAME, "Mrs Ann MacDonald"),
        ("Mr.Smith", NAME, "Mr.Smith"),
        ("MrSmith", NAME, "MrSmith"),
        ("Mrs O’Neill’s tablets", NAME, "Mrs O’Neill’s"),
        ("Mr van der Berg", NAME, "Mr van der Berg"),
        ("Mr and Mrs Jones", NAME, "Mrs Jones"),
        ("Ms Ödegård", NAME, "Ms Ödegård"),
        ("Ms José", NAME, "Ms José"),
        ("Mx Lee", NAME, "Mx Lee"),
        ("Miss Patel is deaf", NAME, "Miss Patel"),
        ("speak to Miss Patel", NAME, "Miss Patel"),
        ("rang miss Patel", NAME, "miss Patel"),
        ("Master Khan needs a cot", NAME, "Master Khan"),
        ("Baby Jones has two labels", NAME, "Baby Jones"),
        ("Baby boy Jones", NAME, "Baby boy Jones"),
        ("Mrs K in the side room", NAME, "Mrs K"),
        ("Mr Head", NAME, "Mr Head"),
        ("Mrs May", NAME, "Mrs May"),
    ],
)
def test_what_tells_who_somebody_is(text: str, kind: IdentifierKind, words: str) -> None:
    assert found_in(text) == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        *("BP >180", "MRSA +ve", "#NOF to theatre", "3.5 mg", "0.9% saline 1000 ml", "Mr", "Mr."),
        *("12 3456 7890", "000 000 0000", "987 654 4321", "PO9434765919", "94347659190"),
        *(
            "0.9434765919",
            "9434765919.5",
            "1 943476591",
            "9 / 31 / 66",
            "previous 6 August 2019",
            "14-08-2026 10 and 15",
            "order A9434765919",
        ),
        *("due 14/08/2026", "audit 2023-05-01", "14.08.2026", "14 August 2026", "by 14/08/26"),
        *("Date of discharge 28/05/2010", "since 3 April 1990", "policy dated 01/02/2015"),
        *("expires 01/06/31", "1/2", "24/7", "2 of 1950", "40/40/1950", "3/4/2031", "3/4/1850"),
        *("version 1.2.19", "10.1.19.50", "BP 120/80/60", "6-8-10 mg", "1/1/1", "7.5.50 mg"),
        *("ext 2231", "bleep 1234", "ring 2222", "0113", "0.113 496 0123", "NHS 111", "x01632 960"),
        *("01-02-2026 14:05", "01 02 03 04 06 05", "batch 107700900123", "14:05 to 15:05"),
        *("@Anna Ruiz", "2@14:00", "anna@ward", "@ example.org", "a@b.1"),
        *(
            "W1 2B",
            "B12 1mg",
            "L4 1st",
            "L5 2nd",
            "B12 2hr",
            "C5 6AB",
            "O2 2LT",
            "LS1 3IO",
            "T4 9AB",
        ),
        *("XLS1 3EX", "LS1 3EXA", "M1", "CO2 2L"),
        *(
            "Dr Shah",
            "Sister Ruiz",
            "MR scan at 10",
            "MR Scan at 10",
            "mr scan",
            "metformin MR 500",
        ),
        *(
            "Tramadol MR BD",
            "MS Teams",
            "MS nurse",
            "MS Patients",
            "20 ms",
            "near miss",
            "Near Miss Form",
        ),
        *("we miss Anna", "do not miss Monday", "Miss no doses", "MISS NO DOSES", "miss lunch"),
        *("Master key", "Master Key is lost", "Master Rota", "Baby Unit", "baby Jones", "Baby"),
        *("MRSA Smith", "Mr is missing", "Mrs, please", "Mr 4", "a mrs", "mRS Score"),
        "",
        "\x00",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("C diff in bay 2", ["bay 2"]),
        ("Bed 4 wet", ["Bed 4"]),
        ("BED 14B", ["BED 14B"]),
        ("bed4 and bay C", ["bed4", "bay C"]),
        ("bay 2, bed 4 moved", ["bay 2, bed 4"]),
        ("beds 3, 4 and 5", ["beds 3, 4 and 5"]),
        ("bed no. 7; side room 3", ["bed no. 7", "side room 3"]),
        ("bed space 7", ["bed space 7"]),
        ("SR3 and cubicle 12", ["SR3", "cubicle 12"]),
        ("BED ４", ["BED ４"]),
        ("in bed 4 hours", []),
        ("in bed 3 days or 10%", []),
        ("bed 14:00", []),
        ("six beds, 24/7", []),
        ("bed 10 am", []),
        ("the bay a patient likes", []),
        ("4 beds", []),
        ("embed 4", []),
        ("bed 1234", []),
        ("morphine SR 30 mg", []),
    ],
)
def test_a_bed_or_bay_is_found_and_is_no_identifier(text: str, words: list[str]) -> None:
    assert [finding.words for finding in beds(text)] == words
    assert found_in(text) == [(BED, each) for each in words]
    assert identifiers(text, this_year=YEAR) == ()


def test_all_that_a_line_tells_in_order() -> None:
    text = "bed 12 943 476 5919 Mr John Smith dob 3/4/1950 ls1 3ex 07700 900123 j@example.org"
    assert found_in(text) == [
        (BED, "bed 12"),
        (NHS, "943 476 5919"),
        (NAME, "Mr John Smith"),
        (BIRTH, "3/4/1950"),
        (POSTCODE, "ls1 3ex"),
        (PHONE, "07700 900123"),
        (EMAIL, "j@example.org"),
    ]
    without_bed = identifiers(text, this_year=YEAR)
    assert [finding.kind for finding in without_bed] == [kind for kind, _ in found_in(text)[1:]]
    assert all(finding.is_identifier for finding in without_bed)


def test_of_two_that_overlap_the_longer_then_the_more_telling() -> None:
    assert found_in("0113496028") == [(NHS, "0113496028")]
    assert found_in("0113 496 0123") == [(PHONE, "0113 496 0123")]
    assert found_in("bed 943 476 5919") == [(NHS, "943 476 5919")]
    assert found_in("9434765919", "##########") == [(LOCAL, "9434765919")]


def test_the_same_date_ages_with_the_year() -> None:
    text = "wrong label 03/04/2021"
    assert not find(text, this_year=2026)
    assert find(text, this_year=2027)


def test_what_is_found_has_a_name_to_read() -> None:
    labels = {Finding(kind, 0, 0, "").label for kind in IdentifierKind}
    assert len(labels) == len(IdentifierKind)
    assert Finding(NHS, 0, 0, "").label == "NHS number"
    i18n.use_language(i18n.PSEUDO_LANGUAGE)
    try:
        assert Finding(NHS, 0, 0, "").label != "NHS number"
    finally:
        i18n.use_language("en")


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("RX######", "labels of RX123456 mixed up", ["RX123456"]),
        ("RX######", "rx123456", ["rx123456"]),
        ("RX######", "ＲＸ１２３４５６", ["ＲＸ１２３４５６"]),
        ("RX######", "RX1234567, ARX123456, RX12345", []),
        ("@## ####", "K12 3456, k12-3456, K123456", ["K12 3456", "k12-3456", "K123456"]),
        ("@## ####", "K 12 3456, 112 3456", []),
        ("######", "654321 or 65432", ["654321"]),
        ("M.####/@", "M.1234/K, MX1234/K", ["M.1234/K"]),
        ("", "anything 1234", []),
    ],
)
def test_the_wards_own_numbers(pattern: str, text: str, words: list[str]) -> None:
    assert found_in(text, pattern) == [(LOCAL, each) for each in words]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("RX######", "RX######"), (" rx  ##-#### ", "RX ##-####"), ("@####", "@####")],
)
def test_a_pattern_is_kept_tidy(typed: str, kept: str) -> None:
    assert check_pattern(typed) == kept


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "A pattern has"),
        ("R\\d+", "A pattern has"),
        ("R" + "#" * 40, "A pattern has"),
        ("RX123456", "no #"),
        ("@@@@@@", "no #"),
        ("####", "so short"),
        ("#####", "so short"),
        ("AB@#-##", "so short"),
    ],
)
def test_a_pattern_that_would_find_too_much_is_refused(typed: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        check_pattern(typed)


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "1 ",
            "1-",
            "07 ",
            "07700 90012 ",
            "1/1/50 ",
            "born 1/1/50 ",
            "jan ",
            "Mr ",
            "mr.",
            "Miss ",
        ),
        *("a@", "a.", "@", "a", "bed 1, ", ",2", "SW1A 1A ", "٠", "x\u202e", "\x00", "+44 (0)"),
    ],
)
def test_the_time_grows_no_faster_than_the_text(piece: str) -> None:
    text = (piece * 5_000)[:5_000]

    def seconds(times: int) -> float:
        taken = []
        for _turn in range(5):
            # Of this process alone: others may use the machine meanwhile.
            start = time.process_time()
            find(f"x {text * times} x", this_year=YEAR, hospital_numbers=("@##-####",))
            taken.append(time.process_time() - start)
        return min(taken)

    # Four times where it grows with the text, sixteen where it grows with its square.
    assert seconds(4) < 9 * seconds(1)
