#!/bin/sh
# Plant a type at a time in a copy of the sources: check_types.sh must report each that is there
# already, and no other.
# usage: test_check_types.sh ROOT
set -u
root=$(cd "${1:?usage: test_check_types.sh ROOT}" && pwd) || exit 2
check=$root/tests/arch/check_types.sh
copy=$(mktemp -d) || exit 2
trap 'rm -rf "$copy"' EXIT
n=0 wrong=0

plant() { # WANTED-STATUS TEXT PART-OF-THE-REPORT
    rm -rf "$copy/include" "$copy/src"
    cp -R "$root/include" "$root/src" "$copy" || exit 2
    printf '%b\n' "$2" >>"$copy/src/spec/text.c"
    found=$(sh "$check" "$copy")
    status=$?
    n=$((n + 1))
    case "$status $found" in "$1 "*"$3"*) return ;; esac
    wrong=$((wrong + 1))
    printf 'wanted %s of: %s\n%s %s\n' "$1" "$2" "$status" "$found"
}
plant 1 'typedef struct ot_token {\n    int x;\n} ot_token;' 'ot_token is a type of src/lang/lexer.h:'
plant 1 'typedef enum ot_sign { OT_A, OT_B } ot_sign; /* why */' 'ot_sign is a type of'
plant 1 'typedef struct ot_arena ot_arena;' 'ot_arena is a type of src/base/arena.h:'
plant 1 'typedef int (*ot_cell)(void);' 'ot_cell is a type of src/report/document.h:'
plant 1 'typedef double unary_loop(double x);' 'unary_loop is a type of src/lang/evaluate.c:'
plant 1 'typedef struct {\n    int x;\n} ot_case;' 'ot_case is a type of'
plant 1 'typedef int planted;\ntypedef int planted;' 'planted is a type of src/spec/text.c:'
plant 0 'typedef struct planted {\n    int x;\n} planted;' ''
plant 0 'struct ot_token;\n/* typedef of ot_token */ static int ot_token_planted;' ''
rm -rf "$copy/src"
sh "$check" "$copy/include" >/dev/null 2>&1 && { echo 'not reported: no sources'; wrong=$((wrong + 1)); }

echo "$n plantings, $wrong wrong"
test "$wrong" -eq 0
