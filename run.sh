#!/bin/sh
# Install what is missing, build outturn, project the Kizilsu plan and write its report.
# usage: ./run.sh [-y] [options of `outturn run`]     -y: do not ask before installing
# Files named in options are seen from the folder of this script.
set -eu
cd "$(dirname "$0")"
. tools/packages.sh

missing='' wanted='' assume_yes=''
if test "${1:-}" = -y; then
    assume_yes=1
    shift
fi
need_for_build
install_packages

say "building the release"
build release

model=scenarios/kizilsu/model.cfg
say "outturn run $model $*"
status=0
build/release/outturn run "$model" "$@" || status=$?
test "$status" -le 1 || exit "$status"

folder=output
previous=''
for word in "$@"; do
    test "$previous" != --output || folder=$word
    case $word in --output=*) folder=${word#--output=} ;; esac
    previous=$word
done
test -f "$folder/manifest.json" || folder=$folder/kizilsu
test ! -f "$folder/manifest.json" || say "the files are in $(cd "$folder" && pwd)"

# Of the options only those that a report has, too, and whose values have no blank.
say "outturn report $model --lang both"
previous='' model_options=''
for word in "$@"; do
    case $previous in --draws | --seed | --scenario | --sampling) model_options="$model_options $previous $word" ;; esac
    case $word in --draws=* | --seed=* | --scenario=* | --sampling=*) model_options="$model_options $word" ;; esac
    previous=$word
done
# shellcheck disable=SC2086
if build/release/outturn report "$model" --lang both --html --quiet $model_options --output "$folder"; then
    say "open $(cd "$folder" && pwd)/report.html in a browser"
fi
exit "$status"
