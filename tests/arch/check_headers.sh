#!/bin/sh
# Every header compiles alone, and twice, under strict flags; every public one opens with its five
# lines (purpose, Layer, Shapes, Units, Method), and C++ can read it where a C++ compiler is there;
# outturn.h includes all public ones.
# usage: check_headers.sh ROOT COMPILER
set -u
cd "${1:?usage: check_headers.sh ROOT COMPILER}" || exit 2
compiler=${2:?usage: check_headers.sh ROOT COMPILER}
log=$(mktemp) || exit 2
trap 'rm -f "$log"' EXIT
n=0 wrong=0

report() { # HEADER SENTENCE
    printf '%s: %s\n' "$1" "$2"
    wrong=$((wrong + 1))
}
compiles() { # HEADER FLAGS...: included twice by a source that has nothing else
    named=$1
    shift
    printf '#include "%s"\n#include "%s"\nextern int nothing;\n' "$named" "$named" |
        "$@" -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wvla -Werror \
            -fsyntax-only - >"$log" 2>&1 && return
    report "$named" "does not compile alone (with $1)"
    head -n 5 "$log"
}

cxx=$(command -v c++ || true)
for header in $(find include -name '*.h' | sort); do
    n=$((n + 1))
    compiles "${header#include/}" "$compiler" -std=c11 -x c -Iinclude -Wstrict-prototypes
    test -n "$cxx" && grep -q '__cplusplus' "$header" &&
        compiles "${header#include/}" "$cxx" -std=c++11 -x c++ -Iinclude
    for word in Layer Shapes Units Method; do
        head -n 12 "$header" | grep -q "^ \* $word  *[^ ]" ||
            report "$header" "its opening comment has no line \"$word\""
    done
    head -n 2 "$header" | grep -q "^ \* $(basename "$header") -- " ||
        report "$header" "its opening comment does not say its purpose (NAME -- what it is for)"
done
for header in $(find include/outturn -name '*.h' | sort); do
    grep -qx "#include \"${header#include/}\"" include/outturn.h ||
        report "$header" "outturn.h does not include it"
done
for header in $(find src -name '*.h' | sort); do
    n=$((n + 1))
    compiles "${header#src/}" "$compiler" -std=c11 -x c -Iinclude -Isrc -Wstrict-prototypes
done

echo "$n headers, $wrong faults"
test "$wrong" -eq 0
