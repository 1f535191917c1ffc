#!/bin/sh
# Labels with what XML forbids, markup (also that of Markdown), formulas, 5,000 characters, emoji and right-to-left text come out
# well-formed from every renderer; bytes that are no UTF-8 and control characters are refused at reading.
# usage: run_hostile.sh OUTTURN ROOT      exit 77: there is no python3
set -u
outturn=${1:?usage: run_hostile.sh OUTTURN ROOT}
cd "${2:?usage: run_hostile.sh OUTTURN ROOT}" || exit 2
command -v python3 >/dev/null || { echo "skipped: python3 is not here"; exit 77; }
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
. tests/cli/sanitizer.sh
export PYTHONDONTWRITEBYTECODE=1
wrong=0
fail() {
    echo "$1" >&2
    wrong=$((wrong + 1))
}
forbidden() { # NAME BYTES, as printf has them: the label of the scenario with these
    sed "s/baseline <b>/base$(printf "$2")line <b>/; s/基准 <b>/基准$(printf "$2") <b>/" \
        tests/fixtures/hostile/model.cfg >"$scratch/$1.cfg"
}
markup() { # FILE: the label of the target with what Markdown takes for its own
    sed 's/target & <i>/- [x](javascript:alert(1)) | `code` ![i](x.png) \&#60;b\&#62; ~~s~~ $x$ & <i>/' "$1" >"$1.new" &&
        mv "$1.new" "$1"
    sed 's/= "base/= "2. base/; s/= "基准/= "+ 基准/' "$1" >"$1.new" && mv "$1.new" "$1"
}
forbidden xml '\357\277\276\357\277\277\357\267\220'
markup "$scratch/xml.cfg"
forbidden utf8 '\377'
forbidden control '\001'
"$outturn" report "$scratch/xml.cfg" --html --svg --markdown --lang both --draws 500 --quiet \
    --output "$scratch/made" || fail "no report"
"$outturn" report "$scratch/xml.cfg" --xlsx --lang both --draws 500 --quiet --output "$scratch/made" 2>"$scratch/said" ||
    grep -q libxlsxwriter "$scratch/said" || fail "no workbook"
python3 tests/cli/check_hostile.py "$scratch/made" || fail "not well-formed"
if command -v xmllint >/dev/null; then
    xmllint --noout "$scratch"/made/charts/*.svg || fail "xmllint refuses a picture"
fi
for name in utf8 control; do
    "$outturn" check "$scratch/$name.cfg" --lang en >/dev/null 2>"$scratch/said"
    test $? -eq 3 || fail "$name is taken"
    grep -q "$name.cfg:[0-9]*:[0-9]*: error" "$scratch/said" || fail "$name: the place is not told"
done
echo "$wrong wrong"
test $wrong -eq 0
