#!/bin/sh
# Runs in parts: shards that are merged, runs that are interrupted and go on, the processes of mpirun; each
# must end in the bytes of the whole run. And results that are made again.
# usage: run_parts.sh PROGRAM ROOT
set -u
program=${1:?usage: run_parts.sh PROGRAM ROOT}
root=$(cd "${2:?usage: run_parts.sh PROGRAM ROOT}" && pwd) || exit 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
cp -R "$root/scenarios" "$scratch" && cd "$scratch" || exit 2
unset LC_ALL LC_MESSAGES LC_NUMERIC LANG TZ
model=scenarios/tutorial/model.cfg
n=0 wrong=0

expect() { # NAME EXPECTED-STATUS STATUS
    n=$((n + 1))
    test "$2" -eq "$3" && return
    wrong=$((wrong + 1))
    echo "$1: exit status $3, not $2"
    cat stderr
}
same() { # NAME FILE-OR-FOLDER FILE-OR-FOLDER
    n=$((n + 1))
    diff -r "$2" "$3" >/dev/null && return
    wrong=$((wrong + 1))
    echo "$1: different bytes"
}
says() { # NAME WORDS FILE
    n=$((n + 1))
    grep -q "$2" "$3" && return
    wrong=$((wrong + 1))
    echo "$1: does not say \"$2\":"
    cat "$3"
}
run() { "$program" run "$model" --draws 50000 --seed 11 --scenario faster,baseline "$@" 2>stderr; }

run --output whole >whole.txt; expect "a whole run" 0 $?

# Shards, in any order, on any number of threads.
for shards in 1 4; do
    k=$shards
    while [ "$k" -ge 1 ]; do
        run --shard "$k/$shards" --partial "part$k" --threads "$((1 + k % 3))" >said; expect "shard $k" 0 $?
        same "a shard says nothing" said /dev/null
        k=$((k - 1))
    done
    rm -rf merged
    "$program" merge part* --output merged >merged.txt 2>stderr; expect "merge" 0 $?
    same "$shards shards" whole merged
    sed 's/merged/whole/' merged.txt >merged.said
    same "$shards shards, printed" whole.txt merged.said
done
"$program" merge part1 part2 part3 2>stderr; expect "a shard is missing" 3 $?
says "a shard is missing" "are in none of the 3 files" stderr
cp part1 damaged; printf x >>damaged
"$program" merge damaged part2 part3 part4 2>stderr; expect "damage" 3 $?
says "damage" "^damaged: error: is damaged" stderr
"$program" merge scenarios/tutorial/model.cfg 2>stderr; expect "no part" 3 $?
says "no part" "is no part of a run" stderr
sed -i 's/growth/growths/' scenarios/tutorial/data/*.csv 2>/dev/null
sed -i 's/value = 5/value = 4/;s/0\.5/0.4/' "$model"
"$program" merge part* 2>stderr; expect "the model has changed" 3 $?
says "the model has changed" "part of another run" stderr
rm -rf scenarios; cp -R "$root/scenarios" .
run --shard 2/4 2>stderr; expect "a shard without a file" 2 $?
run --shard 5/4 --partial x 2>stderr; expect "shard 5 of 4" 2 $?
test ! -e x; expect "no file of what was refused" 0 $?

# Interrupted, and taken up again with other threads.
many=10000000
grep -q __asan_init "$program" && many=1000000
interrupted=0
for threads in 1 2 1 2; do
    "$program" run "$model" --draws $many --seed 3 --checkpoint here --output slow --quiet --threads $threads 2>stderr &
    job=$!
    sleep 0.4
    kill -INT $job 2>/dev/null
    wait $job
    status=$?
    test $status -ne 130 || interrupted=$((interrupted + 1))
    test $status -eq 130 || test $status -eq 0 || expect "interrupted" 130 $status
    test $status -eq 130 || break
    says "interrupted" "here keeps" stderr
    test -f here; expect "a checkpoint" 0 $?
    test ! -e slow; expect "no results of a part" 0 $?
done
test $interrupted -gt 0; expect "the run was interrupted at all" 0 $?
"$program" run "$model" --draws $many --seed 3 --checkpoint here --output slow --quiet 2>stderr
expect "the rest" 0 $?
test ! -e here; expect "the checkpoint is gone" 0 $?
"$program" run "$model" --draws $many --seed 3 --output fast --quiet; same "interrupted or not" fast slow

# Results made again.
"$program" run --verify whole/results.json >said 2>stderr; expect "verify" 0 $?
receipt=$(sed -n 's/^Receipt \([0-9a-f]*\):.*/\1/p' whole.txt)
says "verify" "the same bytes, receipt $receipt\$" said
cp -R whole forged
sed -i '0,/"probability": 0[.]/s//"probability": 1./' forged/results.json
"$program" run --verify forged/results.json >said 2>stderr; expect "a forged number" 1 $?
says "a forged number" "Values that differ from forged/results.json: 1\$" said
cp -R whole turned
sed -i '0,/"held": false/s//"held": true/' turned/results.json
"$program" run --verify turned/results.json >said 2>stderr; expect "a turned word" 1 $?
says "a turned word" "true in the file, false now" said
"$program" run --verify whole/manifest.json >said 2>stderr; expect "no results" 3 $?
says "no results" "is no results.json" stderr
long=$(printf '%05000d' 0)
run --set "model.title=\"$long\"" --output long --quiet; expect "a long word" 0 $?
"$program" run --verify long/results.json >said 2>stderr; expect "verify with a long word" 0 $?
# A manifest whose words would write files: nothing is written.
cp -R whole hostile
sed -i 's#"arguments": \[#"arguments": [ "--shard", "1/1", "--partial", "hostile/x", "--checkpoint", "hostile/y",#' hostile/manifest.json
"$program" run --verify hostile/results.json >said 2>stderr
test ! -e hostile/x && test ! -e hostile/y; expect "verify writes nothing" 0 $?
cp "$model" precious
run --shard 1/2 --partial precious; expect "a file that is no part" 3 $?
same "a file that is no part" "$model" precious
rm forged/manifest.json
"$program" run --verify forged/results.json 2>stderr; expect "no manifest" 5 $?
run --verify whole/results.json >said; expect "verify with the model" 0 $?
run --verify whole/results.json --seed 12 >said; expect "verify another seed" 1 $?
says "verify another seed" "seed: 11 in the file, 12 now" said

# The processes of mpirun.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1
export OMPI_MCA_btl_vader_single_copy_mechanism=none OMPI_MCA_plm_rsh_agent=
if ! command -v mpirun >/dev/null; then
    echo "mpirun is missing: one run on many processes was not tested"
elif ! ldd "$program" | grep -q libmpi; then
    echo "this build has no MPI: one run on many processes was not tested"
    mpirun -n 2 "$program" run "$model" >said 2>stderr; expect "no MPI" 2 $?
else
    export ASAN_OPTIONS=detect_leaks=0 # MPI's own
    for ranks in 1 2 4; do
        rm -rf ranks
        mpirun -n $ranks "$program" run "$model" --draws 50000 --seed 11 --scenario faster,baseline --output ranks \
            >ranks.txt 2>stderr; expect "$ranks ranks" 0 $?
        same "$ranks ranks" whole ranks
        sed 's/ranks/whole/' ranks.txt >ranks.said
        same "$ranks ranks, printed" whole.txt ranks.said
    done
    mpirun -n 3 "$program" run nosuch.cfg >said 2>stderr; expect "an error on every rank" 5 $?
    test "$(grep -c 'nosuch.cfg: error' stderr)" -eq 1; expect "it is told once" 0 $?
    mpirun -n 2 "$program" run "$model" --checkpoint x >said 2>stderr; expect "a checkpoint of two" 2 $?
    test "$(grep -c 'single processes' stderr)" -eq 1; expect "it is told once, too" 0 $?
    # One process killed: the job ends at once, and nothing is half-written.
    rm -rf ranks
    mpirun -n 3 "$program" run "$model" --draws 1e9 --output ranks --threads 1 >said 2>stderr &
    job=$!
    victim=
    tries=0
    while [ -z "$victim" ] && [ $tries -lt 100 ]; do
        sleep 0.1
        tries=$((tries + 1))
        victim=$(pgrep -P $job -f "run $model" | tail -n 1)
    done
    sleep 1
    before=$(date +%s)
    kill -9 "$victim"
    wait $job
    test $? -ne 0; expect "a killed process ends the job" 0 $?
    after=$(date +%s)
    test $((after - before)) -lt 10; expect "within ten seconds" 0 $?
    test ! -e ranks; expect "nothing half-written" 0 $?
    test -s stderr; expect "a message" 0 $?
fi
echo "$n expectations, $wrong wrong"
test "$wrong" -eq 0
