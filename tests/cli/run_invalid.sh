#!/bin/sh
# Let the program check every faulty model of a folder: exit status (3, or what the file `status`
# says), the one sentence in English and in Chinese with its place (the file `expected`), nothing
# written. A case may add arguments (the file `args`, one a line) and name another command than
# check (the file `command`).
# usage: run_invalid.sh PROGRAM FOLDER
set -u
program=${1:?usage: run_invalid.sh PROGRAM FOLDER}
here=$(cd "$(dirname "$0")" && pwd) || exit 2
cd "${2:?usage: run_invalid.sh PROGRAM FOLDER}" || exit 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
. "$here/sanitizer.sh"
n=0 wrong=0

say() { # LANGUAGE: the sentence without its heading word; leaves the exit status in $scratch/status
    "$program" "$(cat command 2>/dev/null || echo check)" model.cfg "$@" 2>"$scratch/stderr" >"$scratch/stdout" </dev/null
    echo $? >>"$scratch/status"
    sed -e 's/: error: /: /' -e 's/: 错误：/: /' "$scratch/stderr" >>"$scratch/said"
    cat "$scratch/stdout" >>"$scratch/said"
}

for case in */; do
    case=${case%/}
    test -f "$case/model.cfg" || continue
    cd "$case" || exit 2
    n=$((n + 1))
    : >"$scratch/said"
    : >"$scratch/status"
    before=$(ls -Al)
    set --
    if test -f args; then while IFS= read -r word; do set -- "$@" "$word"; done <args; fi
    say "$@" --lang en
    say "$@" --lang zh
    status=$(cat status 2>/dev/null || echo 3)
    if ! printf '%s\n%s\n' "$status" "$status" | cmp -s - "$scratch/status"; then
        printf '%s: exit status %s, not %s\n' "$case" "$(tr '\n' ' ' <"$scratch/status")" "$status"
        wrong=$((wrong + 1))
    elif ! diff -u expected "$scratch/said" >"$scratch/diff"; then
        printf '%s:\n' "$case"
        tail -n +3 "$scratch/diff"
        wrong=$((wrong + 1))
    elif test "$before" != "$(ls -Al)"; then
        printf '%s: files were written\n' "$case"
        wrong=$((wrong + 1))
    fi
    cd ..
done
echo "$n faulty models, $wrong wrong"
sanitizers_are_silent && test "$n" -ge 60 && test "$wrong" -eq 0
