#!/bin/sh
# What must not change the answer, and what must not lose one: locale, time zone, a second run, a
# full disk, a folder that cannot be written, closed outputs.
# usage: run_robust.sh PROGRAM ROOT
set -u
program=${1:?usage: run_robust.sh PROGRAM ROOT}
root=$(cd "${2:?usage: run_robust.sh PROGRAM ROOT}" && pwd) || exit 2
scratch=$(mktemp -d) || exit 2
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
. "$root/tests/cli/sanitizer.sh"
cp -R "$root/scenarios" "$scratch" && cd "$scratch" || exit 2
unset LC_ALL LC_MESSAGES LC_NUMERIC LANG TZ
model=scenarios/tutorial/model.cfg
n=0 wrong=0

expect() { # NAME EXPECTED-STATUS STATUS
    n=$((n + 1))
    test "$2" -eq "$3" && return
    wrong=$((wrong + 1))
    echo "$1: exit status $3, not $2"
}
same() { # NAME FILE-OR-FOLDER FILE-OR-FOLDER
    n=$((n + 1))
    diff -r "$2" "$3" >/dev/null && return
    wrong=$((wrong + 1))
    echo "$1: different bytes"
}
run() { "$program" run "$model" --draws 2000 --lang "$@"; }

# The same bytes everywhere: files and what is printed, in both languages.
for lang in en zh; do
    run $lang --output first >"first.$lang"
    expect "a run" 0 $?
    for place in LC_ALL=C LC_ALL=de_DE.UTF-8 LC_ALL=zh_CN.UTF-8 LC_NUMERIC=de_DE.UTF-8 \
        TZ=Asia/Urumqi TZ=America/New_York POSIXLY_CORRECT=1; do
        rm -rf second
        env "$place" "$program" run "$model" --draws 2000 --lang $lang --output second >second.txt
        same "$place $lang" first second
        sed 's/second/first/' second.txt >second.said
        same "$place $lang, printed" "first.$lang" second.said
    done
    run $lang --output third --format json >third.json
    same "json on stdout and in the file" third.json third/results.json
done
# On any number of threads, whatever variables of libraries say.
many() { env "$@" --draws 20000 --lang en --quiet; }
many "$program" run "$model" --threads 1 --output one; expect "one thread" 0 $?
for threads in 2 3 8; do
    many OMP_NUM_THREADS=1 OMP_THREAD_LIMIT=1 OMP_DYNAMIC=true OMP_STACKSIZE=16k OMP_DISPLAY_ENV=true \
        GSL_RNG_TYPE=none GSL_RNG_SEED=7 GLIBC_TUNABLES=glibc.malloc.perturb=85 "$program" run "$model" --threads $threads --output some 2>stderr
    expect "$threads threads" 0 $?
    same "$threads threads" one some
    same "$threads threads, quietly" stderr /dev/null
done
many "$program" run "$model" --output some; same "as many threads as processors" one some
# With --portable the loader is told anew, whatever it was told.
run en --portable --output plain >/dev/null; expect "--portable" 0 $?
for told in glibc.cpu.hwcaps=-AVX2,-FMA,-AVX glibc.cpu.hwcaps=-AVX512F:glibc.malloc.perturb=85 "" nonsense; do
    GLIBC_TUNABLES=$told run en --portable --output some >/dev/null; expect "--portable, $told" 0 $?
    same "--portable, $told" plain some
done
# The language comes from the environment when no option says it.
LC_ALL=zh_CN.UTF-8 "$program" help | grep -q 用法; expect "LC_ALL=zh_CN" 0 $?
LC_MESSAGES=en_US.UTF-8 LANG=zh_CN.UTF-8 "$program" help | grep -q Usage
expect "LC_MESSAGES before LANG" 0 $?

# A full disk and closed outputs are found out.
if test -w /dev/full; then
    run en --output first >/dev/full 2>stderr; expect "a full disk" 5 $?
    "$program" help >/dev/full 2>/dev/null; expect "help on a full disk" 5 $?
    "$program" check "$model" --format json >/dev/full 2>/dev/null; expect "check, full" 5 $?
fi
run en --output first >&- 2>/dev/null; expect "a closed output" 5 $?
# A reader that has seen enough is no error.
: >quiet
for format in text csv json; do
    { run en --output first --format $format 2>stderr; echo $? >status; } | :
    expect "a closed pipe" 0 "$(cat status)"
    sed -i "/^outturn: receipt/d" stderr
    same "a closed pipe, quietly" stderr quiet
    { run en --output first --format $format --fail-under 0.999 2>/dev/null; echo $? >status; } | :
    expect "a closed pipe and an unlikely plan" 1 "$(cat status)"
done
{ "$program" help run 2>stderr; echo $? >status; } | :
expect "help to a closed pipe" 0 "$(cat status)"
same "help to a closed pipe, quietly" stderr quiet

# What was there stays whole when new files cannot be written.
cp -R first whole
(ulimit -f 4 && run en --seed 7 --output first --quiet 2>stderr); expect "no room for files" 5 $?
same "no room for files" whole first
# A workbook's library speaks English on its own: one sentence is ours, in the user's language.
report() { "$program" report "$model" --draws 500 --xlsx --html --quiet "$@"; }
report --lang zh --output told 2>stderr; status=$?
if test "$status" -eq 0; then
    cp -R told whole_told
    (ulimit -f 4 && report --lang zh --seed 7 --output told 2>stderr); expect "no room for a workbook" 5 $?
    same "no room for a workbook" whole_told told
    expect "one sentence" 1 "$(wc -l <stderr)"
    grep -q '错误' stderr; expect "in Chinese" 0 $?
fi
run en --output "$model/below" --quiet 2>stderr; expect "a folder below a file" 5 $?
grep -q 'error: ' stderr; expect "a folder below a file is told" 0 $?
if test "$(id -u)" -ne 0; then
    chmod a-w first
    run en --seed 7 --output first --quiet 2>stderr; expect "a read-only folder" 5 $?
    chmod u+w first
    same "a read-only folder" whole first
fi

# Progress and warnings stay off a stderr that is no terminal; --quiet prints nothing.
run en --output first >/dev/null 2>stderr; same "stderr" stderr /dev/null
run en --output first --quiet >stdout 2>&1; same "--quiet" stdout /dev/null
# A faulty model writes nothing.
"$program" run "$model" --set drivers.growth.unit=furlong --output none >/dev/null 2>&1
expect "a faulty model" 3 $?
test ! -e none; expect "a faulty model writes nothing" 0 $?

echo "$n checks, $wrong wrong"
sanitizers_are_silent && test "$wrong" -eq 0
