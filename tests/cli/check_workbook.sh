#!/bin/sh
# Workbooks opened by LibreOffice: every number of bands.csv and targets.csv stands in its cell, texts
# stay texts, no cell is an error, the same run is the same bytes.
# usage: check_workbook.sh OUTTURN ROOT      exit 77: there is no LibreOffice, or no workbook renderer
set -u
outturn=${1:?usage: check_workbook.sh OUTTURN ROOT}
cd "${2:?usage: check_workbook.sh OUTTURN ROOT}" || exit 2
command -v soffice >/dev/null || { echo "skipped: LibreOffice (soffice) is not here"; exit 77; }
command -v python3 >/dev/null || { echo "skipped: python3 is not here"; exit 77; }
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
. tests/cli/sanitizer.sh
wrong=0
fail() {
    echo "$1" >&2
    wrong=$((wrong + 1))
}
sheets() { # MODEL LANGUAGE FOLDER: the workbook, and each of its sheets as CSV
    "$outturn" report "$1" --xlsx --draws 4096 --lang "$2" --output "$3" >/dev/null 2>"$3.err" || {
        grep -q libxlsxwriter "$3.err" && { echo "skipped: this build writes no workbooks"; exit 77; }
        fail "no report of $1"
    }
    (cd "$3" && timeout 120 soffice "-env:UserInstallation=file://$scratch/office" --headless \
        --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' \
        "report.$2.xlsx" >/dev/null 2>&1) || fail "LibreOffice does not open the workbook of $1"
}

model=scenarios/kizilsu/model.cfg
mkdir "$scratch/kizilsu" "$scratch/hostile"
sheets $model zh "$scratch/kizilsu"
"$outturn" run $model --draws 4096 --lang zh --output "$scratch/run" --quiet
for pair in bands:区间数据 targets:目标数据; do
    name=${pair%%:*}
    python3 - "$scratch/run/$name.csv" "$scratch/kizilsu/report.zh-${pair##*:}.csv" <<'P' || fail "$name differ"
import csv, re, sys
wanted, got = (list(csv.reader(open(f, encoding="utf-8-sig"))) for f in sys.argv[1:])
wrong = sum(not re.search("[一-龥]", head) for head in got[0])
if wrong:
    print(f"heads that are no words of the reader's: {got[0]}")
for i, (a, b) in enumerate(zip(wanted[1:], got[1:])):
    for x, y in zip(a, b):
        try:
            same = abs(float(x) - float(y)) <= 1e-12 * abs(float(x))
        except ValueError:
            same = x == y or (x == "" and y == "—")
        wrong += not same
        if not same and wrong < 5:
            print(f"row {i}: {x!r} in the file, {y!r} in the workbook")
n = sum(len(a) for a in wanted)
print(f"{sys.argv[1].split('/')[-1]}: {n} cells, {wrong} wrong")
sys.exit(wrong > 0 or len(got) < len(wanted) or any(any(r[1:]) for r in got[len(wanted):]) or n < 500)
P
done
python3 tests/cli/check_charts.py "$scratch/kizilsu/report.zh.xlsx" "$scratch/run/results.json" || fail "charts differ"
# Targets are numbers with sign and unit, probabilities percent; long tables have filters and a frozen head.
python3 - "$scratch/kizilsu/report.zh.xlsx" <<'P' || fail "cells of the targets"
import re, sys, zipfile
book = zipfile.ZipFile(sys.argv[1])
part = lambda name: book.read("xl/" + name).decode()
names = re.findall(r'sheet name="([^"]*)"', part("workbook.xml"))
sheet = part(f"worksheets/sheet{names.index('目标') + 1}.xml")
formats = re.findall(r'formatCode="([^"]*)"', part("styles.xml"))
plain = [f.replace("&quot;", '"') for f in formats]
good = ("0.0%" in plain and any(re.fullmatch(r'"≥"0(\.0+)?"亿元"', f) for f in plain) and
        "<pane " in sheet and "<autoFilter " in sheet and
        len(re.findall(r'<c r="[A-Z]+\d+"(?: s="\d+")?><v>', sheet)) > 400)
sys.exit(not good)
P
cat "$scratch"/kizilsu/*.csv | grep -qE '#(NAME|VALUE|REF|DIV/0|NUM)|Err:[0-9]|(^|,)nan(,|$)' && fail "a cell is an error"

cat "$scratch"/kizilsu/*.csv | grep -qF '%%' && fail "a text has a percent sign twice"
ls "$scratch"/kizilsu | grep -q '情景 基准情景' || fail "the baseline has no sheet"
ls "$scratch"/kizilsu | grep -q '数据及来源' || fail "the data have no sheet"
grep -qE '_growth|(^|,)(target|project|aim|description)(,|$)|csv:[0-9]' "$scratch"/kizilsu/*-未评判.csv && fail "words of the machine in a list for people"
grep -q '文件及行' "$scratch"/kizilsu/*-未评判.csv || fail "the list of what is not judged has no places"

cp "$scratch/kizilsu/report.zh.xlsx" "$scratch/first.xlsx"
"$outturn" report $model --xlsx --draws 4096 --lang zh --output "$scratch/kizilsu" >/dev/null
cmp -s "$scratch/first.xlsx" "$scratch/kizilsu/report.zh.xlsx" || fail "the same run gave other bytes"

sheets tests/fixtures/hostile/model.cfg en "$scratch/hostile"
test -s "$scratch/hostile.err" && fail "the library complains: $(head -1 "$scratch/hostile.err")"
mkdir "$scratch/parts"
python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])' \
    "$scratch/hostile/report.en.xlsx" "$scratch/parts"
cat "$scratch"/parts/xl/charts/*.xml | grep -oE '<c:f>[^<]*</c:f>' | grep -vE "<c:f>('[^']*'|[A-Za-z]+)![$]" &&
    fail "a text of a chart became a formula"
cat "$scratch"/hostile/*.csv >"$scratch/all"
grep -qF '+1+1' "$scratch/all" || fail "a text that begins with + is gone"
grep -qF '<script>alert(1)</script> & ]]>' "$scratch/all" || fail "a text with markup is gone"
grep -qF '=cmd()' "$scratch/all" || fail "a text that begins with = is gone"
echo "$wrong wrong"
test $wrong -eq 0
