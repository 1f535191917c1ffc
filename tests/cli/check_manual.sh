#!/bin/sh
# Every manual page is one that scdoc accepts, every completion one that its shell accepts, and
# completing gives the words that the program knows.
# usage: check_manual.sh OUTTURN
set -u
outturn=${1:?usage: check_manual.sh OUTTURN}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
wrong=0 n=0
fail() {
    echo "$1" >&2
    wrong=$((wrong + 1))
}

commands=$("$outturn" --help --lang en | sed -n 's/^  \([a-z]*\) [A-Z\[].*/\1/p' | grep -v '^outturn$')
for language in en zh; do
    for command in '' $commands; do
        n=$((n + 1))
        # shellcheck disable=SC2086
        "$outturn" help manual $command --lang $language >"$work/page.scd" || fail "no page of $command"
        grep -q '^# NAME' "$work/page.scd" || fail "the page of $command has no name"
        command -v scdoc >/dev/null || continue
        scdoc <"$work/page.scd" >/dev/null || fail "scdoc refuses the page of '$command' ($language)"
    done
done
command -v scdoc >/dev/null || echo "scdoc is not here: the pages were not formatted"

for shell in bash zsh fish; do
    "$outturn" help completion $shell >"$work/completion.$shell" || fail "no completion of $shell"
    command -v $shell >/dev/null || continue
    n=$((n + 1))
    $shell -n "$work/completion.$shell" || fail "$shell refuses its completion"
done
complete() { # words; the last is completed
    bash -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _outturn; echo "${COMPREPLY[*]}"' \
        - "$work/completion.bash" "$@"
}
expect() { # what, words
    want=$1
    shift
    n=$((n + 1))
    got=$(complete "$@")
    test "$got" = "$want" || fail "completing '$*' gives '$got', not '$want'"
}
expect --draws outturn run --dr
expect "review report" outturn re
expect zh outturn run --lang z
expect "text csv json" outturn run --format ''
test "$("$outturn" help completion tcsh 2>/dev/null)" = '' || fail "a shell that is not known"
echo "$n pages and completions, $wrong wrong"
test $wrong -eq 0
