"""What GitHub is told to build, read as far as it can be here."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
import yaml

from tests.architecture.source import ROOT

WORKFLOW = ROOT / ".github" / "workflows" / "packages.yml"
SYSTEMS = ("linux", "windows", "macos")


@pytest.fixture(scope="module")
def workflow() -> dict[Any, Any]:
    return dict(yaml.safe_load(WORKFLOW.read_text("utf-8")))


def steps(workflow: dict[Any, Any], job: str = "") -> list[dict[str, Any]]:
    """The steps of a job, or of all."""
    jobs = workflow["jobs"]
    return [step for name, each in jobs.items() if job in ("", name) for step in each["steps"]]


def scripts(workflow: dict[Any, Any], system: str = "") -> str:
    """All that is run, or all of one system."""
    return "\n".join(
        step["run"]
        for step in steps(workflow)
        if "run" in step and f"'{system}'" in step.get("if", "") + "''"
    )


def test_it_runs_for_a_release_or_by_hand_alone(workflow: dict[Any, Any]) -> None:
    # YAML 1.1 takes the word for a yes.
    assert workflow[True] == {"push": {"tags": ["v*"]}, "workflow_dispatch": None}


def test_it_may_write_only_where_it_attaches(workflow: dict[Any, Any]) -> None:
    assert workflow["permissions"] == {}
    allowed = {name: job["permissions"] for name, job in workflow["jobs"].items()}
    assert allowed == {"build": {"contents": "read"}, "release": {"contents": "write"}}
    assert workflow["jobs"]["release"]["if"] == "github.ref_type == 'tag'"
    # What writes runs nothing that was built or checked out.
    assert [step.get("uses", "").partition("@")[0] for step in steps(workflow, "release")] == [
        "actions/download-artifact",
        "",
    ]


def test_actions_are_named_by_commit_and_their_version_said(workflow: dict[Any, Any]) -> None:
    named = re.findall(r"uses: (\S+)(.*)", WORKFLOW.read_text("utf-8"))
    assert len(named) == sum("uses" in step for step in steps(workflow))
    for action, said in named:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", said)


def test_no_secret_and_no_foreign_text_stands_in_a_command(workflow: dict[Any, Any]) -> None:
    assert "${{" not in scripts(workflow)
    for step in steps(workflow):
        holds_secrets = "secrets." in str(step)
        # Only the steps that take a certificate, and only where there is one.
        assert not holds_secrets or re.search(r"env\.CAN_SIGN_\w+ == 'true'", step["if"]), step
    shown = re.findall(r"^.*\b(?:echo|cat|Write-\w+)\b.*$", scripts(workflow), re.MULTILINE)
    assert shown
    assert not re.search(r"PASSWORD|CERTIFICATE|\bsecret\b", "".join(shown))


def test_the_checkout_leaves_no_key_behind(workflow: dict[Any, Any]) -> None:
    (checkout,) = (step for step in steps(workflow) if "checkout" in step.get("uses", ""))
    assert checkout["with"] == {"persist-credentials": False}


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_system_is_built_and_tried(workflow: dict[Any, Any], system: str) -> None:
    run = scripts(workflow, system)
    assert re.search(r"make package|installer/package\.sh", run)
    assert "--self-test" in run or "try_setup.py" in run
    built = {each["system"] for each in workflow["jobs"]["build"]["strategy"]["matrix"]["include"]}
    assert system in built


def test_what_it_runs_is_there(workflow: dict[Any, Any]) -> None:
    run = scripts(workflow)
    named = set(re.findall(r"\binstaller/[\w./-]+", run))
    assert named
    assert {name for name in named if not (ROOT / name).is_file()} == set()
    started = {name for name in named if re.search(rf"^\s*{re.escape(name)}", run, re.MULTILINE)}
    assert {name for name in started if not (ROOT / name).stat().st_mode & 0o111} == set()
    targets = set(re.findall(r"\bmake ([a-z-]+)", run))
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert {
        each for each in targets if not re.search(rf"^{each}:", makefile, re.MULTILINE)
    } == set()


def test_what_is_made_is_what_is_attached(workflow: dict[Any, Any]) -> None:
    (upload,) = (step for step in steps(workflow) if "upload" in step.get("uses", ""))
    attached = set(upload["with"]["path"].split())
    assert attached == {"dist/*.deb", "dist/*-setup.exe", "dist/*.dmg", "dist/*.cdx.json"}
    setup = (ROOT / "installer" / "windows" / "huddle.iss").read_text("utf-8")
    assert "OutputBaseFilename=huddle-{#Version}-setup\n" in setup
    image = (ROOT / "installer" / "macos" / "package.sh").read_text("utf-8")
    assert re.search(r"^image=dist/.+\.dmg$", image, re.MULTILINE)
    assert "sha256sum" in scripts(workflow)


def test_what_signs_is_what_the_scripts_ask_for(workflow: dict[Any, Any]) -> None:
    handed_on = set(re.findall(r"\b(HUDDLE_\w+)=", scripts(workflow)))
    asked = {
        name
        for script in ("windows/make_setup.py", "macos/package.sh")
        for name in re.findall(r"\bHUDDLE_\w+", (ROOT / "installer" / script).read_text("utf-8"))
    }
    assert handed_on == asked


def test_the_python_is_the_one_that_is_tried_here(workflow: dict[Any, Any]) -> None:
    (python,) = (step for step in steps(workflow) if "setup-python" in step.get("uses", ""))
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert python["with"]["python-version"] == settings["tool"]["mypy"]["python_version"]


def test_linux_is_built_on_the_oldest_library_of_its_kind(workflow: dict[Any, Any]) -> None:
    runners = {
        each["system"]: each["runner"]
        for each in workflow["jobs"]["build"]["strategy"]["matrix"]["include"]
    }
    assert not [runner for runner in runners.values() if runner.endswith("latest")]
    assert runners["linux"] == "ubuntu-22.04"
