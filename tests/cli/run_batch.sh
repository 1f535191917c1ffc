#!/bin/sh
# What a batch promises: the same bytes for any number of jobs and threads, the numbers of `run` with
# the same settings, memory that does not grow with the rows, a file that is whole or not there.
# usage: run_batch.sh PROGRAM ROOT
set -u
program=${1:?usage: run_batch.sh PROGRAM ROOT}
root=$(cd "${2:?usage: run_batch.sh PROGRAM ROOT}" && pwd) || exit 2
case $program in /*) ;; *) program=$PWD/$program ;; esac
scratch=$(mktemp -d) || exit 2
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
cp -R "$root/scenarios" "$scratch" && cd "$scratch" || exit 2
unset LC_MESSAGES LANG
export LC_ALL=C TZ=UTC
model=scenarios/tutorial/model.cfg
n=0 wrong=0

check() { # NAME STATUS
    n=$((n + 1))
    test "$2" -eq 0 && return
    wrong=$((wrong + 1))
    echo "$1"
}
batch() { "$program" batch "$@" --model "$model" --quiet --lang en; }

# 60 rows of two kinds of data, some of which fail.
awk 'BEGIN {
    print "id,data.files,drivers.growth.value,run.seed"
    for (i = 1; i <= 60; i++)
        printf "a%d,%s,%s,%d\n", i, i % 3 ? "" : "data/history.csv",
            i % 7 ? 4 + i / 20 : "many", i % 5
}' >list.csv
batch list.csv --draws 500 --jobs 1 -o one.csv 2>one.said
check "some rows fail: exit status 1" $(($? != 1))
for jobs in 2 3 8; do
    batch list.csv --draws 500 --jobs $jobs -o some.csv 2>some.said
    check "$jobs jobs: exit status" $(($? != 1))
    cmp -s one.csv some.csv; check "$jobs jobs: other bytes" $?
    cmp -s one.said some.said; check "$jobs jobs: other messages" $?
done
batch list.csv --draws 500 --jobs 2 --threads 2 -o some.csv 2>some.said
cmp -s one.csv some.csv; check "two threads a row: other bytes" $?
batch list.csv --draws 500 -o - >some.csv 2>some.said
cmp -s one.csv some.csv; check "standard output: other bytes" $?
test "$(grep -c ',error,' one.csv)" -eq 8; check "one line a row that fails" $?
awk -F, 'NR > 1 && $1 != last { if (substr($1, 2) + 0 != ++n) exit 1; last = $1 }
    END { exit n != 60 }' one.csv
check "rows are not in the order of the list" $?

# Row a4 beside `run`: bands and probabilities, number by number.
"$program" run $model --draws 500 --set drivers.growth.value=4.2 --set run.seed=4 --quiet --output run
check "a run" $?
field() { # FILE-OF-RUN NAMES: these columns, by name
    awk -F, -v names="$2" 'NR == 1 { k = split(names, name, " "); for (i = 1; i <= NF; i++) at[$i] = i; next }
        { line = $at[name[1]]; for (i = 2; i <= k; i++) line = line "," $at[name[i]]; print line }' "$1"
}
bands="scenario unit year held median low high mean sd growth draws nonfinite"
targets="scenario target unit year probability mcse expected_shortfall draws nonfinite"
field run/bands.csv "$bands" >run.bands
awk -F, 'NR == 1 || ($1 == "a4" && $3 == "indicator")' one.csv >own.csv
field own.csv "$bands" >own.bands
test -s own.bands && cmp -s run.bands own.bands; check "bands are not those of run" $?
field run/targets.csv "$targets" >run.targets
awk -F, 'NR == 1 || ($1 == "a4" && $3 == "target")' one.csv | sed '1s/name/target/' >own.csv
field own.csv "$targets" >own.targets
test -s own.targets && cmp -s run.targets own.targets; check "targets are not those of run" $?

# Twenty times as many rows: the list itself takes some 200 bytes a row, results nothing.
peak() { # ROWS
    awk -v rows="$1" 'BEGIN { print "drivers.growth.value"
        for (i = 0; i < rows; i++) printf "%.3f\n", 3 + 5 * i / rows }' >many.csv
    batch many.csv --draws 16 --jobs 2 --indicator product --scenario baseline -o many.out &
    job=$!
    most=0
    while kill -0 $job 2>/dev/null; do
        now=$(awk '/^VmHWM/ { print $2 }' /proc/$job/status 2>/dev/null)
        test "${now:-0}" -gt "$most" && most=$now
        sleep 0.02 2>/dev/null || sleep 1
    done
    wait $job || most=0
    echo "$most"
}
if test -r /proc/self/status && test "${ASAN_OPTIONS+set}" != set &&
    ! nm "$program" 2>/dev/null | grep -q __asan_init; then
    few=$(peak 100) many=$(peak 2000)
    test "$few" -gt 0 && test "$many" -gt 0 && test "$((many - few))" -lt 2048
    check "memory grows with the rows: $few KB for 100, $many KB for 2000" $?
fi

# Interrupted, or on a full disk: nothing under the name, nothing beside it.
mkdir stopped
"$program" batch many.csv --model $model --draws 1e6 --quiet -o stopped/all.csv 2>said &
job=$!
sleep 1
kill -TERM $job
wait $job
check "a batch that is stopped: exit status" $(($? != 130))
test -z "$(ls stopped)"; check "a batch that is stopped leaves files" $?
if test -w /dev/full; then
    "$program" batch list.csv --model $model --draws 16 --quiet -o - >/dev/full 2>said
    check "a full disk: exit status" $(($? != 5))
fi

echo "$n checks, $wrong wrong"
test "$wrong" -eq 0
