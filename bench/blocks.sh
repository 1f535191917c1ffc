#!/bin/sh
# Simultaneous models: country models of the World Bank (OUTTURN_REFERENCE, default
# ../shared/reference, has them as mfmod/NAME.pcim) and Klein's Model I. One thread.
# usage: bench/blocks.sh [RUNS]     (after ./run.sh has built the program; needs GNU time)
set -eu
cd "$(dirname "$0")/.."
program=build/release/outturn
runs=${1:-5}
models=${OUTTURN_REFERENCE:-../shared/reference}/mfmod
test -x "$program" || { echo "bench/blocks.sh: build first: ./run.sh" >&2; exit 2; }
command -v /usr/bin/time >/dev/null || { echo "bench/blocks.sh: install GNU time (apt: time)" >&2; exit 2; }
cmake -S . -B build/bench -DCMAKE_BUILD_TYPE=Release -DCMAKE_C_FLAGS_RELEASE="-O3 -DNDEBUG" \
    -DBUILD_TESTING=OFF -DOUTTURN_BENCH=ON >/dev/null
cmake --build build/bench --target bench_model >/dev/null
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

median() { sort -n | awk '{ s[NR] = $1 } END { printf "%s (%s to %s)", s[int((NR + 1) / 2)], s[1], s[NR] }'; }

whole() { # MODEL: the whole process of solve, its files read, its table printed
    for _ in $(seq "$runs"); do
        /usr/bin/time -f %e -o "$out/time" "$program" solve "$1" >/dev/null
        cat "$out/time"
    done | median
}

figures() { # NAME MODEL DRAWS [SET ...]
    name=$1
    shift
    for _ in $(seq "$runs"); do build/bench/bench/bench_model "$1" "$2" 256 ${3:+"$3"}; done >"$out/log"
    printf '%s: path without shocks %s ms; ' "$name" "$(awk '/^path/ { print $4 }' "$out/log" | median)"
    printf '%s draws %s ms\n' "$2" "$(awk '/^draws/ { print $2 }' "$out/log" | median)"
    grep million "$out/log" | tail -1
}

for name in bolivia pakistan; do
    test -r "$models/$name.pcim" || { echo "left out: there is no $models/$name.pcim"; continue; }
    "$program" import pcim "$models/$name.pcim" -o "$out/$name" --quiet
    printf '%s, outturn solve, the whole process: %s s\n' "$name" "$(whole "$out/$name/model.cfg")"
    figures "$name, every stochastic equation shocked" "$out/$name/model.cfg" 10000
done
# At their historical size independent residuals lead Pakistan where its equations have no solution.
if test -d "$out/pakistan"; then
    awk 'match($0, /scale = [-+0-9.e]+/) {
             $0 = substr($0, 1, RSTART + 7) substr($0, RSTART + 8, RLENGTH - 8) / 4 substr($0, RSTART + RLENGTH)
         } { print }' "$out/pakistan/model.cfg" >"$out/pakistan/quarter.cfg"
    figures "pakistan, the same at a quarter of their size" "$out/pakistan/quarter.cfg" 10000
fi
figures "klein, 1921-1941, residuals" bench/klein.cfg 100000
for _ in $(seq "$runs"); do
    /usr/bin/time -f %U -o "$out/time" "$program" run bench/klein.cfg --draws 100000 --quiet --output "$out/files"
    cat "$out/time"
done | median >"$out/run"
printf 'klein, outturn run, the whole process with statistics and files: %s s\n' "$(cat "$out/run")"
