#!/bin/sh
# Make the report of Kizilsu in both languages and open it in Chromium with the network off.
# Skipped (77) with a reason where there is no browser, no node, or no way to fetch the two packages.
# With --pictures the screenshots of docs/picture are made anew.
# usage: run_browser.sh PROGRAM ROOT SCRATCH [--pictures]
set -u
program=${1:?usage: run_browser.sh PROGRAM ROOT SCRATCH [--pictures]}
case $program in /*) ;; *) program=$PWD/$program ;; esac
root=$(cd "${2:?usage: run_browser.sh PROGRAM ROOT SCRATCH [--pictures]}" && pwd) || exit 2
scratch=${3:?usage: run_browser.sh PROGRAM ROOT SCRATCH [--pictures]}
skip() {
    echo "skipped: $1"
    exit 77
}
test -x "$program" || skip "there is no $program, which ./run.sh builds"
browser=''
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && browser=$(command -v "$name") && break
done
test -n "$browser" || skip 'there is no Chromium here (Debian: chromium)'
command -v node >/dev/null || skip 'there is no node here (Debian: nodejs)'
command -v npm >/dev/null || skip 'there is no npm here (Debian: npm)'
major=$(node -p 'process.versions.node.split(".")[0]')
test "$major" -ge 18 || skip "node is of version $major; the test needs 18 or later"

mkdir -p "$scratch" && scratch=$(cd "$scratch" && pwd) || exit 2
cp "$root"/tests/browser/package.json "$root"/tests/browser/package-lock.json \
    "$root"/tests/browser/.npmrc "$root"/tests/browser/*.mjs "$scratch" || exit 2
cd "$scratch" || exit 2
if ! cmp -s package-lock.json installed.json; then
    npm ci --ignore-scripts --no-progress >npm.log 2>&1 || skip "npm cannot fetch its packages ($scratch/npm.log)"
    cp package-lock.json installed.json
fi
cd "$root" || exit 2
"$program" report scenarios/kizilsu/model.cfg --lang both --html --quiet -o "$scratch/both" &&
    "$program" report scenarios/kizilsu/model.cfg --lang en --html --quiet -o "$scratch/en" || exit 1
case ${4:-} in --pictures) set -- --pictures "$root/docs/picture" ;; *) set -- ;; esac
exec node "$scratch/test_page.mjs" "$browser" "$scratch" "$@"
