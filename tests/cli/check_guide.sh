#!/bin/sh
# Run every command that a page shows and compare what it prints with what the page says it prints.
# usage: check_guide.sh PROGRAM ROOT [--update [PAGE...]]
#
# Pages are README*, docs/guide, docs/reference and scenarios/*/README*. Of a page count
# - an indented or fenced block that begins with `$ outturn`: each line with `$ ` is a command (one
#   that ends in \ goes on in the next line), what follows it is the output, standard error included.
#   A line `...` stands for any lines; what stands between two of them must come whole and in
#   order. Without output the command must succeed.
# - a fenced block whose first line names a file: ```csv scenarios/tutorial/data/mine.csv
#   The file is written.
# - a line <!-- shell: COMMAND -->: run unseen, to do what the text tells the reader to do or to check
#   its figures; it must succeed. $ROOT is the repository, $UPDATE is 1 with --update, else 0.
# Each page has its own copy of scenarios/ and tests/fixtures/. With --update the outputs are written
# anew: a passage between two lines `...` begins and ends at the lines most like its old first and last one.
set -u
program=${1:?usage: check_guide.sh PROGRAM ROOT [--update [PAGE...]]}
test -x "$program" || { echo "skipped: there is no $program, which ./run.sh builds"; exit 77; }
program=$(cd "$(dirname "$program")" && pwd)/$(basename "$program") || exit 2
cd "${2:?usage: check_guide.sh PROGRAM ROOT [--update [PAGE...]]}" && root=$PWD || exit 2
shift 2
update=0
test "${1:-}" = --update && update=1 && shift
test $# -gt 0 || set -- README*.md docs/guide/*.md docs/reference/*.md scenarios/*/README*.md
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
. "$root/tests/cli/sanitizer.sh"
mkdir "$scratch/bin" && ln -s "$program" "$scratch/bin/outturn" || exit 2
PATH=$scratch/bin:$PATH
unset LC_MESSAGES LANG
export LC_ALL=C TZ=UTC PATH ROOT="$root" UPDATE="$update"
n=0 wrong=0 old=0

# One page into numbered parts: N.run (a command), N.shell or N.file (a path), N.text (what is shown)
# and N.at (line number of the command's last line, number of lines shown, indent).
cat >"$scratch/parts.awk" <<'AWK'
function flush(   i) {
    if (kind == "") return
    if (kind == "run") {
        while (shown > 0 && text[shown] == "") shown--
        print at, shown, indent >(into "/" part ".at")
    }
    printf "%s\n", head >(into "/" part "." kind)
    printf "" >(into "/" part ".text")
    for (i = 1; i <= shown; i++) print text[i] >(into "/" part ".text")
    close(into "/" part ".at"); close(into "/" part "." kind); close(into "/" part ".text")
    kind = ""
}
function begin(k, h) { flush(); part++; kind = k; head = h; shown = 0 }
function take(line) { # of a block with commands
    sub(/[ \t\r]+$/, "", line)
    if (joining) { head = head "\n" line; at = FNR; joining = line ~ /\\$/ }
    else if (line ~ /^\$ /) { begin("run", substr(line, 3)); at = FNR; joining = line ~ /\\$/ }
    else text[++shown] = line
}
BEGIN { part = 100 }
where == "fence" {
    if ($0 ~ /^```[ \t]*$/) { flush(); where = ""; fresh = 0; next }
    if (first) { commands = /^\$ outturn/ && kind != "file"; first = 0 }
    if (kind == "file") text[++shown] = $0
    else if (commands) take($0)
    next
}
where == "indented" {
    if (/^    / || /^[ \t]*$/) { take(substr($0, 5)); blank = /^[ \t]*$/; next }
    flush(); where = ""
}
/^```/ {
    where = "fence"; first = 1; indent = 0
    if ($0 ~ /^```[a-z]+ [^ ]+\/[^ ]+$/) begin("file", substr($0, index($0, " ") + 1))
    next
}
/^    \$ outturn/ && blank { where = "indented"; indent = 4; take(substr($0, 5)); blank = 0; next }
/^<!-- shell: .* -->$/ { begin("shell", substr($0, 13, length($0) - 16)); flush() }
{ blank = /^[ \t]*$/ }
END { flush() }
AWK

# The page's text, then the program's: is the one the other, or an excerpt of it?
cat >"$scratch/compare.awk" <<'AWK'
function fault(line) {
    print "  the page:    " line
    print "  the program: " (excerpt ? "has no such passage here" : place < m ? said[place + 1] : "(no more)")
    exit wrong = 1
}
function passage(   i, k, best) { # lines[1..size] one after the other, behind what was found before
    while (size > 0 && lines[size] == "") size--
    for (k = place + 1; size > 0 && k <= m; k++) {
        for (i = 1; i <= size && said[k + i - 1] == lines[i]; i++);
        if (i > size) { place = k + size - 1; break }
        if (i > best) best = i
        if (!excerpt) break
    }
    if (size > 0 && i <= size) { if (!excerpt) place += i - 1; fault(lines[best ? best : 1]) }
    size = 0
}
{ sub(/[ \t\r]+$/, ""); sub(/eceipt [0-9a-f]+/, "eceipt"); sub(/校验码 [0-9a-f]+/, "校验码") } # any digit changes it
FNR == NR { shown[++n] = $0; if ($0 == "...") excerpt = 1; next }
{ said[++m] = $0 }
END {
    while (m > 0 && said[m] == "") m--
    for (i = 1; i <= n && !wrong; i++)
        if (shown[i] == "...") passage()
        else if (size > 0 || shown[i] != "") lines[++size] = shown[i]
    if (!wrong) passage()
    if (!wrong && !excerpt && place < m) fault("(no more)")
    exit wrong
}
AWK

# The same two texts: the page's passages as the program has them now.
cat >"$scratch/renew.awk" <<'AWK'
function depth(i) { match(said[i], /^ */); return RLENGTH }
# How much of a line's words stand in another line too, 0 to 1: whole short words, pieces of long
# ones (Chinese has no spaces). Numbers change, so they only decide between equals.
function likeness(line, other,   words, w, i, k, all, same, digits) {
    w = split(line, words, /[ \t]+/)
    for (i = 1; i <= w; i++) {
        if (words[i] ~ /^[-0-9.,%]*$/) { digits += index(" " other " ", " " words[i] " ") > 0; continue }
        for (k = 1; k == 1 || k + 5 <= length(words[i]); k += 3) {
            all++
            same += index(other, substr(words[i], k, 6)) > 0
        }
    }
    return (all ? same / all : 0.5) + digits * 1e-4
}
function nearest(line, from,   i, like, best, found) {
    best = 0.4
    for (i = from; i <= m; i++) {
        if (said[i] == line) return i
        like = likeness(line, said[i])
        if (like > best) { best = like; found = i }
    }
    return found
}
function passage(   k) {
    if (!size) return
    head = nearest(lines[1], place + 1)
    place = head ? (size == 1 ? head : nearest(lines[size], head)) : 0
    if (!head || !place) { lost = 1; print "cannot find again: " lines[head ? size : 1] >"/dev/stderr"; exit 1 }
    k = depth(place) # a row of a table takes its further lines along
    while (k > 0 && place < m && depth(place + 1) > k) place++
    for (k = head; k <= place; k++) print said[k]
    size = 0
}
{ sub(/[ \t\r]+$/, "") }
FNR == NR { shown[++n] = $0; if ($0 == "...") excerpt = 1; next }
{ said[++m] = $0 }
END {
    while (m > 0 && said[m] == "") m--
    if (!excerpt) { # all of it; but a fault is no new text of what was shown
        if (!nearest(shown[1], 1) || !nearest(shown[n], 1)) {
            print "is another text: " said[1] >"/dev/stderr"
            exit 1
        }
        for (i = 1; i <= m; i++) print said[i]
        exit
    }
    for (i = 1; i <= n && !lost; i++) {
        # Empty lines at a passage's ends belong to the page.
        if (shown[i] == "..." || (shown[i] == "" && (!size || i == n || shown[i + 1] == "..."))) { passage(); print shown[i] }
        else lines[++size] = shown[i]
    }
    if (!lost) passage()
    exit lost
}
AWK

renew() { # PAGE: with the outputs in $scratch/parts/*.new, from the last to the first
    cp "$page" "$scratch/page" || exit 2
    for fresh in $(ls -r "$scratch"/parts/*.new 2>/dev/null); do
        read -r at lines indent <"${fresh%.new}.at"
        awk -v at="$at" -v lines="$lines" -v indent="$indent" -v fresh="$fresh" '
            FNR > at && FNR <= at + lines { next }
            { print }
            FNR == at {
                while ((getline line <fresh) > 0) print (indent && line != "" ? "    " line : line)
            }' "$scratch/page" >"$scratch/page.new" && mv "$scratch/page.new" "$scratch/page"
    done
    cmp -s "$scratch/page" "$page" || { cp "$scratch/page" "$page"; echo "$page: written anew"; old=$((old + 1)); }
}

for page in "$@"; do
    rm -rf "$scratch/work" "$scratch/parts"
    mkdir -p "$scratch/work/tests" "$scratch/parts" && cp -R scenarios "$scratch/work" &&
        cp -R tests/fixtures "$scratch/work/tests" || exit 2
    awk -v into="$scratch/parts" -f "$scratch/parts.awk" "$page" || exit 2
    cd "$scratch/work" || exit 2
    for text in "$scratch"/parts/*.text; do
        test -f "$text" || continue
        part=${text%.text}
        if test -f "$part.file"; then
            file=$(cat "$part.file")
            mkdir -p "$(dirname "$file")" && cp "$text" "$file" || wrong=$((wrong + 1))
            continue
        elif test -f "$part.shell"; then
            sh "$part.shell" || { echo "$page: fails: $(cat "$part.shell")"; wrong=$((wrong + 1)); }
            continue
        fi
        n=$((n + 1))
        sh "$part.run" >"$scratch/said" 2>&1 </dev/null
        status=$?
        if ! test -s "$text"; then
            test "$status" -eq 0 && continue
            cat "$scratch/said" >"$scratch/why"
        elif test "$update" -eq 1; then
            awk -f "$scratch/renew.awk" "$text" "$scratch/said" >"$part.new" 2>"$scratch/why" &&
                continue
            rm -f "$part.new"
        elif awk -f "$scratch/compare.awk" "$text" "$scratch/said" >"$scratch/why"; then
            continue
        fi
        wrong=$((wrong + 1))
        read -r at _ <"$part.at"
        printf '%s:%s: outturn does not print this\n' "$page" "$at"
        cat "$scratch/why"
    done
    cd "$root" || exit 2
    if test "$update" -eq 1; then renew; fi
done
echo "$n commands, $wrong wrong, $old pages written anew"
sanitizers_are_silent && test "$n" -gt 0 && test "$wrong" -eq 0
