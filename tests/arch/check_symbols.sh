#!/bin/sh
# Report what the compiled library should not have: global names that are not ot_*, data that can
# change between calls, and calls that print, exit, or depend on the environment or the locale.
# usage: check_symbols.sh LIBRARY     (a static library)
set -u
export LC_ALL=C
library=${1:?usage: check_symbols.sh LIBRARY}
test -f "$library" || { echo "there is no $library" >&2; exit 2; }
if ! command -v objdump >/dev/null || ! command -v nm >/dev/null; then
    echo "skipped: objdump and nm (binutils) are not installed"
    exit 77
fi

# Names that sanitizers and coverage add are no business of ours.
tools='^(__)?(asan|ubsan|sancov|sanitizer|odr_asan|unnamed_|start___|stop___)|^[.]'

names=$(nm -A -g --defined-only "$library" 2>/dev/null | awk -v tools="$tools" '
    { sub(/^[^:]*:/, "", $1); sub(/:.*/, "", $1) }
    $3 !~ /^ot_/ && $3 !~ tools { print $1 ": the global name " $3 " does not begin with ot_" }')

# Constants with addresses in them are in .data.rel.ro, which is no data that changes. "d" in the
# sixth column of flags is a mark of the section itself.
data=$(objdump -t "$library" 2>/dev/null | awk -v tools="$tools" '
    / file format / { member = $1; sub(/:$/, "", member); next }
    NF < 5 || / d  / { next }
    $(NF - 2) ~ /^[.](data|bss|tdata|tbss)|^[*]COM[*]/ && $(NF - 2) !~ /rel[.]ro/ &&
        $NF !~ tools { print member ": the data " $NF " can change; the library keeps no state" }')

banned='(v|f|d|vf|vd)?printf|f?puts(_unlocked)?|f?putc|putchar|putwchar|perror|psignal|std(in|out|err)'
banned="$banned|_?_?exit|_Exit|quick_exit|abort|raise|kill|(secure_)?getenv|(set|put|unset)env"
banned="$banned|setlocale|strerror|system|popen|fork|s?rand(om)?|signal|sigaction|localtime(_r)?"
calls=$(nm -A -u "$library" 2>/dev/null | awk -v banned="^(__)?($banned)(_chk)?\$" '
    { member = $1; sub(/^[^:]*:/, "", member); sub(/:.*/, "", member); name = $NF
      sub(/@.*/, "", name) }
    name ~ banned { print member ": the library may not call " name }
    name ~ /^(strtod|strtof|strtold|atof)$/ && member != "number.c.o" {
        print member ": " name " follows the locale; use base/number.h" }')

faults=$(printf '%s\n%s\n%s\n' "$names" "$data" "$calls" | sed '/^$/d' | sort -u)
test -z "$faults" && exit 0
printf '%s\n' "$faults"
exit 1
