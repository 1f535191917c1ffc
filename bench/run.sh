#!/bin/sh
# The whole command a planner waits for: time and memory of `outturn run` on the Kizilsu model.
# usage: bench/run.sh [RUNS]     (after ./run.sh has built the program; needs GNU time)
set -eu
cd "$(dirname "$0")/.."
program=build/release/outturn
runs=${1:-5}
test -x "$program" || { echo "bench/run.sh: build first: ./run.sh" >&2; exit 2; }
command -v /usr/bin/time >/dev/null || { echo "bench/run.sh: install GNU time (apt: time)" >&2; exit 2; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
for draws in 100000 1000000; do
    i=0
    while [ "$i" -lt "$runs" ]; do
        /usr/bin/time -f "%e %M" -o "$out/time" "$program" run scenarios/kizilsu/model.cfg \
            --draws "$draws" --output "$out/files" --quiet
        cat "$out/time" >>"$out/$draws"
        i=$((i + 1))
    done
    sort -n "$out/$draws" | awk -v draws="$draws" '
        { s[NR] = $1; if ($2 > kb) kb = $2 }
        END { printf "%8d draws, 3 scenarios: %.2f s (median of %d; %.2f to %.2f), %.1f MB\n",
              draws, s[int((NR + 1) / 2)], NR, s[1], s[NR], kb / 1024 }'
done
