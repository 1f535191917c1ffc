#!/bin/sh
# The whole comparison: the command that a planner waits for (Kizilsu), workload W beside its peers, and how cost grows with
# draws, indicators, years, scenarios and correlated drivers. One thread but where said. Writes bench/RESULTS.md.
# usage: bench/run.sh [RUNS | quick]     (after ./run.sh has built the program; needs GNU time. RUNS: 5; quick: 1, the small
# sizes of W alone, and nothing is written). OUTTURN_PEERS: the folder of W's peers, see workload_w/run.sh.
set -eu
cd "$(dirname "$0")/.."
program=$PWD/build/release/outturn
runs=${1:-5} sizes="100000 1000000" results=bench/RESULTS.md
test "$runs" != quick || { runs=1 sizes=100000 results=/dev/null; }
test -x "$program" || { echo "bench/run.sh: build first: ./run.sh" >&2; exit 2; }
command -v /usr/bin/time >/dev/null || { echo "bench/run.sh: install GNU time (apt: time)" >&2; exit 2; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

timed() { # MODEL DRAWS THREADS: elapsed seconds, those of processors, and KB, of one run
    /usr/bin/time -f "%e %U %M" -o "$out/time" "$program" run "$1" --draws "$2" --threads "$3" --output "$out/files" --quiet
    cat "$out/time"
}
middle() { # COLUMN of lines of numbers: their median
    cut -d' ' -f"$1" | sort -n | awk '{ s[NR] = $1 } END { print s[int((NR + 1) / 2)] }'
}
repeat() { # MODEL DRAWS THREADS: "elapsed processors KB", medians
    i=0
    while [ "$i" -lt "$runs" ]; do
        timed "$@"
        i=$((i + 1))
    done >"$out/runs"
    echo "$(middle 1 <"$out/runs") $(middle 2 <"$out/runs") $(middle 3 <"$out/runs")"
}

kizilsu() {
    echo "| draws, three scenarios | elapsed | of the processor | memory |"
    echo "|--:|--:|--:|--:|"
    for draws in 10000 100000 1000000; do
        repeat scenarios/kizilsu/model.cfg $draws 1 |
            awk -v draws=$draws '{ printf "| %d | %.2f s | %.2f s | %.0f MB |\n", draws, $1, $2, $3 / 1024 }'
    done
}

# Numpy and R hold all draws: 1,000,000 of 13 years are more than most machines have memory for.
workload() {
    echo "| draws | years | program | elapsed | of processors | memory |"
    echo "|--:|--:|---|--:|--:|--:|"
    for draws in $sizes; do
        for years in 3 13; do
            peers=${OUTTURN_PEERS:-}
            test $((draws * years)) -le 4000000 || peers=""
            OUTTURN_PEERS=$peers bench/workload_w/run.sh "$draws" $years "$runs" 1 >"$out/w"
            awk -v draws="$draws" -v years=$years '/ns elapsed/ {
                printf "| %d | %d | %s | %.2f ns | %.2f ns | %.0f MB |\n", draws, years, $1, $2, $5, $9 }' "$out/w"
            grep 'joint=' "$out/w" | sed "s/^/$draws draws, $years years: /" >>"$out/answers"
        done
    done
    OUTTURN_PEERS="" bench/workload_w/run.sh 1000000 3 "$runs" 2 >"$out/w"
    awk '/ns elapsed/ { printf "| 1000000 | 3 | %s, two threads | %.2f ns | %.2f ns | %.0f MB |\n", $1, $2, $5, $9 }' "$out/w"
}

# A model of one size, and seconds of the processor. The base is 40 indicators, 3 years, 1 scenario, 100,000 draws.
cost() { # WHAT VALUE
    indicators=40 years=3 scenarios=1 correlated=0 draws=100000
    eval "$1=$2"
    awk -v indicators=$indicators -v years=$years -v scenarios=$scenarios -v correlated=$correlated -v out="$out" \
        -f bench/scaling.awk
    repeat "$out/m.cfg" $draws 1 | cut -d' ' -f2
}
# The exponent is the slope of a straight line through the logarithms of sizes and seconds.
scaling() {
    echo "| what grows | seconds of the processor at each size | exponent |"
    echo "|---|---|--:|"
    while read -r what values; do
        for value in $values; do echo "$value $(cost "$what" "$value")"; done >"$out/points"
        awk -v what="$what" '{
            x = log($1); y = log($2 > 0 ? $2 : 0.005); n++; sx += x; sy += y; sxx += x * x; sxy += x * y
            cells = cells (n > 1 ? ", " : "") sprintf("%d: %.2f", $1, $2)
        } END { printf "| %s | %s | %.2f |\n", what, cells, (n * sxy - sx * sy) / (n * sxx - sx * sx) }' "$out/points"
    done <<EOF
draws 62500 125000 250000 500000 1000000
indicators 20 40 80 160
years 2 4 8 16
scenarios 1 2 4 8
correlated 10 20 40
EOF
}

{
    echo "# Results of bench/run.sh"
    echo
    echo "$(date -u '+%d %B %Y'), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) processors," \
        "vectors of $(grep -qw avx512f /proc/cpuinfo && echo AVX-512 || { grep -qw avx2 /proc/cpuinfo && echo AVX2 || echo 'the baseline'; })," \
        "$(gcc --version | head -1); load at the start $(cut -d' ' -f1 /proc/loadavg). Medians of $runs; one thread unless it says two."
    printf '\n## The whole command: outturn run scenarios/kizilsu/model.cfg\n\n'
    kizilsu
    printf '\n## Workload W: nanoseconds for one indicator, year and draw, the whole process\n\n'
    workload
    printf '\nWhat each found (the chance of meeting all even targets of the last year, and a mean):\n\n'
    sed 's/^/    /' "$out/answers"
    printf '\n## How cost grows\n\n'
    echo "From 40 indicators, 3 years, 1 scenario, 100,000 draws, no correlation (bench/scaling.awk); the whole process."
    echo
    scaling
} | tee "$out/results"
test "$results" = /dev/null || cp "$out/results" "$results"
