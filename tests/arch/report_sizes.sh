#!/bin/sh
# Report what is long: functions past 60 lines, sources past 500, public headers past 120, lines past
# 100 characters. A report, not a test: it never fails.
# usage: report_sizes.sh ROOT
set -u
cd "${1:?usage: report_sizes.sh ROOT}" || exit 2
awk '
function close_file() {
    most = file ~ /^include/ ? 120 : 500
    if (file != "" && lines > most) printf "%s: %d lines (aim: %d)\n", file, lines, most
}
FNR == 1 { close_file(); file = FILENAME; start = 0 }
{ lines = FNR }
/^[A-Za-z_].*[({,]$/ && !start { first = FNR; head = $0 }
/^[A-Za-z_ ].*\) \{$/ && (/^[A-Za-z_]/ || first == FNR - 1 || first == FNR - 2) && !start {
    start = FNR
    name = /^[A-Za-z_]/ ? $0 : head
    sub(/\(.*/, "", name); sub(/.*[ *]/, "", name)
}
/^}/ {
    if (start && FNR - start + 1 > 60)
        printf "%s:%d: %s has %d lines (aim: 25, explain yourself at 60)\n", FILENAME, start, name,
            FNR - start + 1
    start = 0
}
END { close_file() }' $(find include src -name '*.[ch]' | sort)
exit 0
