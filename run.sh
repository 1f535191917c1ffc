#!/bin/sh
# Install what is missing, build outturn and project the Kizilsu plan.
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
exit "$status"
