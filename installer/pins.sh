#!/usr/bin/env bash
# Writes the requirements files from pyproject.toml: exact versions, with the hashes of every file
# PyPI has for them, so that the pins hold on any platform.
#
#   installer/pins.sh            the newest versions of everything
#   installer/pins.sh package    what packages are built with alone; nothing that runs changes
set -euo pipefail
cd "$(dirname "$0")/.."

# This machine's pip settings must not reach the pins: they may name mirrors and folders of its own.
while read -r name; do unset "$name"; done < <(compgen -e | grep -E '^PIP_(INDEX_URL|EXTRA_|FIND_)')
export PIP_CONFIG_FILE=/dev/null

compile() {
    .venv/bin/python -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras \
        --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
        --no-emit-options "$@" pyproject.toml
}

upgrade=(--upgrade)
case ${1:-all} in
    all)
        compile --upgrade --output-file requirements.txt
        compile --upgrade --extra dev --constraint requirements.txt --output-file requirements-dev.txt
        ;;
    package) upgrade=() ;;
    *) echo "usage: installer/pins.sh [package]" >&2; exit 2 ;;
esac
compile "${upgrade[@]}" --extra package --constraint requirements.txt \
    --constraint requirements-dev.txt --output-file requirements-package.txt
