#!/bin/sh
# Compile one line at a time into a library: check_symbols.sh must report every fault and nothing
# else.
# usage: test_check_symbols.sh ROOT COMPILER
set -u
check=${1:?usage: test_check_symbols.sh ROOT COMPILER}/tests/arch/check_symbols.sh
compiler=${2:?usage: test_check_symbols.sh ROOT COMPILER}
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
command -v objdump >/dev/null || { echo "skipped: objdump (binutils) is not installed"; exit 77; }
n=0 wrong=0

plant() { # MEMBER LINE: a library of one member; sets found and status
    rm -f "$folder/library.a"
    printf '#include <stdio.h>\n#include <stdlib.h>\n%s\n' "$2" >"$folder/$1.c"
    "$compiler" -O1 -fPIE -c -o "$folder/$1.c.o" "$folder/$1.c" || exit 2
    ar rc "$folder/library.a" "$folder/$1.c.o"
    found=$(sh "$check" "$folder/library.a")
    status=$?
    n=$((n + 1))
}
fault() { # LINE PART-OF-THE-REPORT
    plant noun "$1"
    case "$status $found" in "1 noun.c.o: "*"$2"*) return ;; esac
    wrong=$((wrong + 1))
    printf 'not reported: %s\n%s\n' "$1" "$found"
}
harmless() { # MEMBER LINE
    plant "$1" "$2"
    test "$status$found" = 0 && return
    wrong=$((wrong + 1))
    printf 'reported: %s\n%s\n' "$2" "$found"
}

fault 'int noun(void) { return 1; }' 'global name noun'
fault 'const int limit = 3;' 'global name limit'
fault 'int ot_count = 3;' 'ot_count can change'
fault 'int ot_zero;' 'ot_zero can change'
fault 'int ot_next(void); int ot_next(void) { static int k; return ++k; }' 'can change'
fault 'static int k = 5; int *ot_place(void); int *ot_place(void) { return &k; }' 'can change'
fault 'static _Thread_local int k; int ot_x(void) { return ++k; }' 'can change'
for call in 'printf("%d", x)' 'puts("x")' 'fputs("x", stderr)' 'putchar(x)' 'perror("x")' 'exit(x)' \
    'abort()' 'getenv("X")' 'system("x")' 'rand()' 'fprintf(f, "%d", x)'; do
    fault "int ot_x(int x, FILE *f); int ot_x(int x, FILE *f) { (void)f; $call; return x; }" \
        'may not call'
done
fault 'double ot_x(const char *s) { return strtod(s, 0); }' 'follows the locale'
harmless number 'double ot_x(const char *s) { return strtod(s, 0); }'
harmless noun 'int ot_x(void) { static const int a[] = {1, 2}; return a[0]; }'
harmless noun 'const char *const ot_names[] = {"a", "b"};'
harmless noun '#include <assert.h>
    int ot_x(int x) { char s[9]; assert(x > 1); snprintf(s, 9, "%d", x); return s[0]; }'

echo "$n plantings, $wrong wrong"
test "$wrong" -eq 0
