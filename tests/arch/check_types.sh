#!/bin/sh
# Report every type name that two places define: a word that means two things in two folders cannot
# be looked up, and no file could include both headers.
# usage: check_types.sh ROOT   (ROOT has include/ and src/)
set -u
export LC_ALL=C
cd "${1:?usage: check_types.sh ROOT}" || exit 2
sources=$(find include src -name '*.[ch]' | sort)
test -n "$sources" || { echo "nothing to check in $1" >&2; exit 2; }

# The style of the sources is relied upon: a typedef begins its line, and ends there or with "} name;"
# at the beginning of a later one.
awk '
function define(name) {
    if (name in home) { print FILENAME ":" FNR ": " name " is a type of " home[name] " too"; faults = 1 }
    else home[name] = FILENAME ":" FNR
    n++
}
FNR == 1 { is_open = 0 }
/^typedef / {
    line = $0
    sub(/\/\*.*/, "", line); sub(/[ \t]+$/, "", line)
    if (line !~ /;$/) { is_open = 1; next }
    sub(/;$/, "", line)
    if (line ~ /\(\*[a-z_0-9]+\)/) { sub(/.*\(\*/, "", line); sub(/\).*/, "", line) }
    else if (line ~ /\)$/) sub(/\(.*/, "", line)
    sub(/.*[ *]/, "", line)
    define(line)
    next
}
is_open && /^\} [A-Za-z_0-9]+;/ { line = $2; sub(/;.*/, "", line); define(line); is_open = 0 }
END { if (n < 10) { print "only " n + 0 " types found"; faults = 1 } exit faults }' $sources
