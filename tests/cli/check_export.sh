#!/bin/sh
# Exports say what their formats' descriptions ask for, with the numbers of bands.csv, whether the
# model is run or a finished run is taken.
# usage: check_export.sh OUTTURN ROOT [--update]      exit 77: there is no python3
set -u
update=${3:-}
outturn=${1:?usage: check_export.sh OUTTURN ROOT}
cd "${2:?usage: check_export.sh OUTTURN ROOT}" || exit 2
command -v python3 >/dev/null || { echo "skipped: python3 is not here"; exit 77; }
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
. tests/cli/sanitizer.sh
wrong=0 n=0
fail() {
    echo "$1" >&2
    wrong=$((wrong + 1))
}
export PYTHONDONTWRITEBYTECODE=1
for model in scenarios/kizilsu/model.cfg scenarios/tutorial/model.cfg tests/fixtures/hostile/model.cfg; do
    run=$scratch/run$n
    "$outturn" run $model --draws 2000 --lang en --output "$run" --quiet || fail "no run of $model"
    for format in hubverse iamc sdmx-csv datapackage; do
        n=$((n + 1))
        "$outturn" export $model --as $format --draws 2000 --lang en --output "$scratch/$n" >/dev/null ||
            fail "no $format of $model"
        "$outturn" export $model --as $format --from "$run" --lang zh --output "$scratch/from$n" >/dev/null ||
            fail "no $format of a finished run of $model"
        diff -r "$scratch/$n" "$scratch/from$n" >/dev/null || fail "$format of $model differs by --from"
        python3 tests/cli/check_export.py $format "$scratch/$n" "$run/bands.csv" || fail "$format of $model"
    done
done
"$outturn" export scenarios/klein/model.cfg --as iamc --from "$scratch/run0" --output "$scratch/x" 2>/dev/null
test $? -eq 3 || fail "a run of another model is taken"
for option in "--seed 5" "--scenario baseline" "--draws 100" "--set drivers.growth.value=9"; do
    # shellcheck disable=SC2086
    "$outturn" export scenarios/tutorial/model.cfg --as iamc --from "$scratch/run4" $option \
        --output "$scratch/x" 2>/dev/null
    test $? -eq 2 || fail "a finished run is taken with $option, which it does not know"
done
cp -R "$scratch/run4" "$scratch/changed" && echo '#' >>"$scratch/changed/bands.csv"
"$outturn" export scenarios/tutorial/model.cfg --as iamc --from "$scratch/changed" --lang en \
    --output "$scratch/x" 2>"$scratch/said"
test $? -eq 3 && grep -q 'bands.csv: error: was changed after the run' "$scratch/said" ||
    fail "a table that was changed after its run is exported"
test ! -e "$scratch/x" || fail "a refused export left a folder"
grep -q '"name": "CC-BY-4.0"' "$scratch/$n/datapackage.json" || fail "the licence is not exported"
# The samples beside the reference are what the program writes of a small model.
for format in hubverse iamc sdmx-csv datapackage; do
    "$outturn" export tests/fixtures/sample/model.cfg --as $format --portable --lang en --quiet \
        --output "$scratch/sample/$format" || fail "no sample of $format"
done
if test "$update" = --update; then
    rm -rf docs/reference/exchange && cp -R "$scratch/sample" docs/reference/exchange
else
    diff -r "$scratch/sample" docs/reference/exchange >&2 || fail "samples are stale: check_export.sh ... --update"
fi
echo "$n exports, $wrong wrong"
test $wrong -eq 0
