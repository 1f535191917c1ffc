#!/bin/sh
# Run the program once a case, beside a copy of the shipped models and of tests/fixtures: what it
# prints to stdout and to stderr and its exit status must be those of the file CASE.expected.
# CASE.args holds one argument a line. Receipts, which change with any digit of any number, are not compared. With --update the expected files are written anew: read the difference before committing it.
# usage: run_cases.sh PROGRAM ROOT [--update]
set -u
program=${1:?usage: run_cases.sh PROGRAM ROOT [--update]}
case $program in /*) ;; *) program=$PWD/$program ;; esac # the cases run in another folder
root=$(cd "${2:?usage: run_cases.sh PROGRAM ROOT [--update]}" && pwd) || exit 2
update=${3:-}
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
. "$root/tests/cli/sanitizer.sh"
mkdir -p "$scratch/work/tests" && cp -R "$root/scenarios" "$scratch/work" &&
    cp -R "$root/tests/fixtures" "$scratch/work/tests" && cd "$scratch/work" || exit 2
unset LC_MESSAGES LANG
export LC_ALL=C TZ=UTC
n=0 wrong=0

for args in "$root"/tests/cli/*.args; do
    case=$(basename "$args" .args)
    expected=$root/tests/cli/$case.expected
    n=$((n + 1))
    set --
    while IFS= read -r word; do set -- "$@" "$word"; done <"$args"
    "$program" "$@" >"$scratch/stdout" 2>"$scratch/stderr" </dev/null
    status=$?
    {
        cat "$scratch/stdout"
        echo "--- stderr"
        cat "$scratch/stderr"
        echo "--- exit $status"
    } | sed 's/^Receipt [0-9a-f]\{12\}/Receipt ............/;s/校验码 [0-9a-f]\{12\}/校验码 ............/;s/receipt [0-9a-f]\{12\}/receipt ............/' >"$scratch/said"
    if test "$update" = --update; then
        cp "$scratch/said" "$expected"
    elif ! diff -u "$expected" "$scratch/said" >"$scratch/diff"; then
        printf '%s:\n' "$case"
        tail -n +3 "$scratch/diff"
        wrong=$((wrong + 1))
    fi
done
echo "$n cases, $wrong wrong"
sanitizers_are_silent && test "$n" -gt 0 && test "$wrong" -eq 0
