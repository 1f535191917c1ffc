#!/bin/sh
# Workload W: 40 indicators whose shocks are all correlated, targets for every year. Nanoseconds for one indicator, year and
# draw, the whole process from reading the model to writing the files; peers interleaved with it in the same run.
# usage: bench/workload_w/run.sh [DRAWS [YEARS [RUNS [THREADS]]]]     (after ./run.sh has built the program; needs GNU time)
# OUTTURN_PEERS: a folder with w_numpy.py, w_gsl.c and w_R.R and their data (model.csv, L.csv, target3.csv ...); without it,
# or where numpy, GSL or R is missing, that peer is left out.
set -eu
cd "$(dirname "$0")/../.."
program=$PWD/build/release/outturn
draws=${1:-100000} years=${2:-3} runs=${3:-5} threads=${4:-1}
here=bench/workload_w
test -x "$program" || { echo "$0: build first: ./run.sh" >&2; exit 2; }
command -v /usr/bin/time >/dev/null || { echo "$0: install GNU time (apt: time)" >&2; exit 2; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
awk -v years="$years" -v out="$out" -f $here/make.awk $here/model.csv $here/factor.csv "$here/target$years.csv"

peers=""
if [ -n "${OUTTURN_PEERS:-}" ]; then
    /usr/bin/python3 -c 'import numpy' 2>/dev/null && peers="$peers numpy"
    gcc -O3 -o "$out/w_gsl" "$OUTTURN_PEERS/w_gsl.c" -lgsl -lgslcblas -lm 2>/dev/null && peers="$peers gsl"
    command -v Rscript >/dev/null && peers="$peers R"
fi
run() { # PEER: one run, the process's seconds (elapsed, of the processor) and KB into $out/PEER
    case $1 in
    outturn) set -- outturn "$program" run "$out/w.cfg" --draws "$draws" --threads "$threads" --output "$out/files" --quiet ;;
    numpy) set -- numpy /usr/bin/python3 w_numpy.py "$draws" "$years" 1 ;;
    gsl) set -- gsl "$out/w_gsl" "$draws" "$years" 1 ;;
    R) set -- R Rscript w_R.R "$draws" "$years" 1 ;;
    esac
    name=$1
    shift
    (cd "${OUTTURN_PEERS:-.}" && /usr/bin/time -f "%e %U %M" -o "$out/time" "$@" >"$out/$name.text")
    cat "$out/time" >>"$out/$name"
}
i=0
while [ "$i" -lt "$runs" ]; do
    for peer in outturn $peers; do run "$peer"; done
    i=$((i + 1))
done
echo "$draws draws, $years years, 40 indicators, outturn on $threads thread(s); medians of $runs"
for peer in outturn $peers; do
    for column in 1 2; do cut -d' ' -f$column "$out/$peer" | sort -n | sed -n "$(((runs + 1) / 2))p"; done |
        paste -sd' ' | awk -v name="$peer" -v n="$draws" -v years="$years" -v kb="$(cut -d' ' -f3 "$out/$peer" | sort -n | tail -1)" '
        { each = 1e9 / n / years / 40
          printf "%-8s %8.2f ns elapsed, %8.2f ns of processors, %7.1f MB\n", name, $1 * each, $2 * each, kb / 1024 }'
done
tail -qn 1 "$out"/*.text # what they found
last=$((2020 + years))
joint=$(sed -n '/"group": "even"/,/"mcse"/s/.*"probability": \(.*\),/\1/p' "$out/files/results.json")
awk -F, -v last="$last" -v joint="$joint" '
    NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i }
    $column["indicator"] == "x20" && $column["year"] == last {
        print "outturn  joint=" joint " m=" $column["mean"] }' "$out/files/bands.csv"
