"""The settings of an organisation are the same in the program, its document and Group Policy."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from huddle.fleet import fleet_settings
from huddle.fleet_keys import KEYS, Kind, checked
from huddle.group_policy import POLICY_KEY
from huddle.mail_words import MailSecurity
from huddle.organisation import Feature
from huddle.settings import LOCK_MINUTES
from tests.architecture.source import ROOT

INSTALLING = (ROOT / "docs" / "installing.md").read_text("utf-8")
POLICIES = ROOT / "installer" / "windows" / "policies"
TYPES = {Kind.TEXT: "REG_SZ", Kind.NUMBER: "REG_DWORD", Kind.LIST: "REG_MULTI_SZ"}
"""What the registry calls each kind of value."""

_SPACE = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"
_IN_ADMX = {
    Kind.TEXT: ("text", "enum"),
    Kind.NUMBER: ("decimal", "enum"),
    Kind.LIST: ("multiText",),
}
_IN_ADML = {
    "text": "textBox",
    "enum": "dropdownList",
    "decimal": "decimalTextBox",
    "multiText": "multiTextBox",
}


def table(begins: str) -> list[list[str]]:
    """The rows of the document's table whose head begins so."""
    below = INSTALLING[INSTALLING.index(f"| {begins} |") :].split("\n\n", 1)[0]
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in below.splitlines()[2:]
    ]


def blocks(language: str) -> list[str]:
    """The examples in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", INSTALLING, re.MULTILINE | re.DOTALL)


def name_of(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(_SPACE)


@pytest.fixture
def admx() -> ElementTree.Element:
    """The policies."""
    return ElementTree.parse(POLICIES / "huddle.admx").getroot()  # noqa: S314 - our own file


@pytest.fixture
def adml() -> ElementTree.Element:
    """Their words."""
    return ElementTree.parse(POLICIES / "en-US" / "huddle.adml").getroot()  # noqa: S314 - as above


@pytest.fixture
def policies(admx: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """By the name of the setting, the element that holds its value."""
    return {
        policy.attrib["name"]: element
        for policy in admx.iter(f"{_SPACE}policy")
        for element in policy.findall(f"{_SPACE}elements/*")
    }


# The document


def test_the_document_has_each_setting_with_its_kind_and_type() -> None:
    told = [(cells[0], cells[1], cells[2].split(" or ")[0]) for cells in table("setting")]
    assert told == [(f"`{key.name}`", key.kind.value, f"`{TYPES[key.kind]}`") for key in KEYS]


def test_the_document_has_each_feature() -> None:
    assert [cells[0] for cells in table("in `features_off`")] == [f"`{one}`" for one in Feature]


def test_the_document_names_what_may_be_chosen() -> None:
    said = {cells[0]: cells[3] for cells in table("setting")}
    minutes = {int(number) for number in re.findall(r"\d+", said["`lock_minutes`"])}
    assert minutes == set(LOCK_MINUTES)
    assert set(re.findall(r"`(\w+)`", said["`mail_security`"])) == set(MailSecurity)


@pytest.mark.parametrize("example", blocks("toml"))
def test_each_example_is_a_file_that_works(example: str, tmp_path: Path) -> None:
    file = tmp_path / "fleet.toml"
    file.write_text(example, "utf-8")
    assert fleet_settings(file).places


def test_the_examples_show_every_setting() -> None:
    shown = set(re.findall(r"^(\w+) =", "\n".join(blocks("toml")), re.MULTILINE))
    assert shown == {key.name for key in KEYS}


def test_the_example_for_powershell_sets_what_is_known() -> None:
    (example,) = blocks("powershell")
    assert f"HKLM:\\{POLICY_KEY}" in example
    types = {"String": Kind.TEXT, "DWord": Kind.NUMBER, "MultiString": Kind.LIST}
    kinds = {key.name: key.kind for key in KEYS}
    made = re.findall(r"-Name '(\w+)' -PropertyType (\w+) -Value (.+) -Force", example)
    assert made
    for name, kind, said in made:
        assert types[kind] is kinds[name]
        words = re.findall(r"'([^']*)'", said)
        value = {Kind.TEXT: words[:1], Kind.NUMBER: [said], Kind.LIST: [words]}[kinds[name]][0]
        good, wrong = checked({name: int(said) if kind == "DWord" else value})
        assert (set(good), wrong) == ({name}, "")


# Group Policy


def test_there_is_one_policy_for_each_setting_and_in_its_place(
    admx: ElementTree.Element, policies: dict[str, ElementTree.Element]
) -> None:
    assert list(policies) == [key.name for key in KEYS]
    for policy in admx.iter(f"{_SPACE}policy"):
        assert (policy.attrib["key"], policy.attrib["class"]) == (POLICY_KEY, "Both")
    for name, element in policies.items():
        # An empty value is no setting, so none can be left empty.
        assert (element.attrib["valueName"], element.attrib["required"]) == (name, "true")


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_a_policy_writes_the_kind_of_value_that_is_read(
    policies: dict[str, ElementTree.Element], key: object
) -> None:
    known = next(one for one in KEYS if one is key)
    element = policies[known.name]
    assert name_of(element) in _IN_ADMX[known.kind]
    offered = [*element.iter(f"{_SPACE}decimal"), *element.iter(f"{_SPACE}string")]
    if name_of(element) == "enum":
        assert offered
        for value in offered:
            is_number = name_of(value) == "decimal"
            held: object = int(value.attrib["value"]) if is_number else value.text
            assert checked({known.name: held})[1] == ""


def test_all_that_can_be_chosen_is_offered(policies: dict[str, ElementTree.Element]) -> None:
    minutes = [
        int(one.attrib["value"]) for one in policies["lock_minutes"].iter(f"{_SPACE}decimal")
    ]
    assert tuple(minutes) == LOCK_MINUTES
    ways = [one.text for one in policies["mail_security"].iter(f"{_SPACE}string")]
    assert ways == [one.value for one in MailSecurity]


def test_only_a_folder_may_hold_variables(policies: dict[str, ElementTree.Element]) -> None:
    expandable = [name for name, one in policies.items() if one.get("expandable") == "true"]
    assert expandable == ["data_dir"]


def test_each_word_of_a_policy_is_there_and_none_is_left_over(
    admx: ElementTree.Element, adml: ElementTree.Element
) -> None:
    text = ElementTree.tostring(admx, "unicode")
    wanted = set(re.findall(r"\$\(string\.(\w+)\)", text))
    there = {one.attrib["id"]: one.text for one in adml.iter(f"{_SPACE}string")}
    assert set(there) == wanted
    assert all(there.values())


def test_each_policy_is_asked_for_by_what_fits_its_kind(
    adml: ElementTree.Element, policies: dict[str, ElementTree.Element]
) -> None:
    for one in adml.iter(f"{_SPACE}presentation"):
        element = policies.pop(one.attrib["id"])
        asks = one.find(f"{_SPACE}{_IN_ADML[name_of(element)]}")
        assert asks is not None
        assert asks.attrib["refId"] == element.attrib["id"]
    assert not policies


def test_the_policy_of_features_explains_each(adml: ElementTree.Element) -> None:
    said = next(
        one.text or ""
        for one in adml.iter(f"{_SPACE}string")
        if one.attrib["id"] == "features_off_explained"
    )
    named = re.findall(r"^(\w+) - ", said, re.MULTILINE)
    assert named == [one.value for one in Feature]
