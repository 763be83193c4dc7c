#!/bin/sh
# Write the lock files from pyproject.toml: every package pinned, with hashes, without addresses.
# Needs uv on the PATH; nothing else in this project does.
set -eu
cd "$(dirname "$0")/.."
lock() { uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url "$@"; }
lock pyproject.toml -o packaging/requirements.lock
lock --extra dev -c packaging/requirements.lock pyproject.toml -o packaging/requirements-dev.lock
lock --extra fuzz -c packaging/requirements-dev.lock pyproject.toml -o packaging/requirements-fuzz.lock
