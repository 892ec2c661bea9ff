#!/usr/bin/env bash
# Writes requirements.txt and requirements-dev.txt from pyproject.toml: the newest versions, with
# the hashes of every file PyPI has for them, so that the pins hold on any platform.
set -euo pipefail
cd "$(dirname "$0")/.."

# This machine's pip settings must not reach the pins: they may name mirrors and folders of its own.
while read -r name; do unset "$name"; done < <(compgen -e | grep -E '^PIP_(INDEX_URL|EXTRA_|FIND_)')
export PIP_CONFIG_FILE=/dev/null

compile=(.venv/bin/python -m piptools compile --quiet --generate-hashes --allow-unsafe --upgrade
    --strip-extras --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
    --no-emit-options)
"${compile[@]}" --output-file requirements.txt pyproject.toml
"${compile[@]}" --extra dev --constraint requirements.txt --output-file requirements-dev.txt \
    pyproject.toml
