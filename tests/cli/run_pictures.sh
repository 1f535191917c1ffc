#!/bin/sh
# The pictures of the readmes are those that the report makes; PNG and PDF are made where rsvg-convert is,
# and where it is not the program says which package has it and writes the rest.
# usage: run_pictures.sh PROGRAM ROOT [--update]
set -u
program=${1:?usage: run_pictures.sh PROGRAM ROOT [--update]}
case $program in /*) ;; *) program=$PWD/$program ;; esac
cd "${2:?usage: run_pictures.sh PROGRAM ROOT [--update]}" && root=$PWD || exit 2
update=${3:-}
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
. "$root/tests/cli/sanitizer.sh"
wrong=0
fail() {
    echo "$1"
    wrong=1
}

"$program" report scenarios/kizilsu/model.cfg --lang both --svg --quiet -o "$scratch/kizilsu" || fail "no report"
for picture in docs/picture/*.svg; do
    made=$scratch/kizilsu/charts/$(basename "$picture")
    if test "$update" = --update; then
        cp "$made" "$picture"
    else
        cmp "$made" "$picture" || fail "$picture is not what the report makes: run_pictures.sh ... --update"
    fi
done

# Without the program: nothing but its own pictures is missing.
mkdir "$scratch/empty"
PATH=$scratch/empty "$program" report scenarios/tutorial/model.cfg --draws 500 --svg --png --html --quiet \
    -o "$scratch/none" 2>"$scratch/said"
status=$?
test "$status" -eq 2 || fail "without rsvg-convert: exit status $status"
grep -q 'librsvg2-bin' "$scratch/said" || fail "the package is not named: $(cat "$scratch/said")"
test "$(wc -l <"$scratch/said")" -eq 1 || fail "more than one line: $(cat "$scratch/said")"
test -s "$scratch/none/report.html" || fail "without rsvg-convert there is no page"
test -n "$(find "$scratch/none/charts" -name '*.svg')" || fail "without rsvg-convert there is no SVG"
test -z "$(find "$scratch/none/charts" -name '*.png')" || fail "a PNG that nothing made"

if command -v rsvg-convert >/dev/null; then
    "$program" report scenarios/tutorial/model.cfg --draws 500 --svg --png --pdf --quiet -o "$scratch/some" ||
        fail "no PNG or PDF"
    for svg in "$scratch"/some/charts/*.svg; do
        test "$(head -c 4 "${svg%.svg}.png" | tail -c 3)" = PNG || fail "${svg%.svg}.png is no PNG"
        test "$(head -c 4 "${svg%.svg}.pdf")" = %PDF || fail "${svg%.svg}.pdf is no PDF"
    done
    # One that fails is no picture.
    mkdir "$scratch/broken"
    printf '#!/bin/sh\nexit 1\n' >"$scratch/broken/rsvg-convert"
    chmod +x "$scratch/broken/rsvg-convert"
    PATH=$scratch/broken:$PATH "$program" report scenarios/tutorial/model.cfg --draws 500 --svg --pdf --quiet \
        -o "$scratch/half" 2>/dev/null
    status=$?
    test "$status" -eq 2 || fail "a failing rsvg-convert: exit status $status"
    test -n "$(find "$scratch/half/charts" -name '*.svg')" || fail "a failing rsvg-convert takes the SVG with it"
else
    echo "rsvg-convert is not here: PNG and PDF are not tested"
fi
sanitizers_are_silent && test "$wrong" -eq 0
