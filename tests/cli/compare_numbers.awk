# Two JSON files of one shape, an element a line: equal but for numbers that differ by at most `most` of
# their size (of 1 at least). usage: awk -v most=1e-8 -f compare_numbers.awk ONE OTHER
function number(line) { return match(line, /-?[0-9][0-9.]*(e[-+]?[0-9]+)?,?$/) ? substr(line, RSTART) + 0 : 0 }
function frame(line) { sub(/-?[0-9][0-9.]*(e[-+]?[0-9]+)?,?$/, "#", line); return line }
function abs(x) { return x < 0 ? -x : x }
NR == FNR { one[++n] = $0; next }
{
    m++
    if ($0 == one[m]) next
    a = number(one[m]); b = number($0); size = abs(a) > 1 ? abs(a) : 1
    if (frame(one[m]) == frame($0) && abs(a - b) <= most * size) next
    print FNR ": " one[m] " and " $0
    exit wrong = 1
}
END { if (!wrong && n != m) print n " and " m " lines"; exit wrong || n != m }
