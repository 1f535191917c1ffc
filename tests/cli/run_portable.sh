#!/bin/sh
# With --portable the same bytes on every x86-64 processor: the program as it is on this machine, and
# run by qemu as processors of other generations, without AVX (2008) and with AVX2 and FMA (2013).
# Without --portable the same numbers to 1 part in 10^8. The program must be built without sanitizers.
# usage: run_portable.sh PROGRAM ROOT
set -u
program=${1:?usage: run_portable.sh PROGRAM ROOT}
root=$(cd "${2:?usage: run_portable.sh PROGRAM ROOT}" && pwd) || exit 2
case $program in /*) ;; *) program=$PWD/$program ;; esac # it runs in another folder
skip() { echo "skipped: $*"; exit 77; }
test "$(uname -sm)" = "Linux x86_64" || skip "this is not Linux on x86-64"
test -x "$program" || skip "there is no $program, which ./run.sh builds"
command -v qemu-x86_64 >/dev/null || skip "there is no qemu-x86_64 (Debian: qemu-user)"
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
cp -R "$root/scenarios" "$root/tests/fixtures" "$scratch" && cd "$scratch" || exit 2
unset LC_ALL LC_MESSAGES LC_NUMERIC LANG GLIBC_TUNABLES
# What --portable tells the loader. Under qemu it is told before, since starting again would leave qemu.
mask=$(sed -n 's/.*"\(glibc\.cpu\.hwcaps=[^"]*\)".*/\1/p' "$root/src/app/portable.c")
test -n "$mask" || { echo "src/app/portable.c names no features"; exit 1; }
n=0 wrong=0

fault() { wrong=$((wrong + 1)); echo "$*"; }
# NAME ARGUMENTS...: on this machine and on others
agree() {
    name=$1
    shift
    "$program" "$@" --format json --portable >"$name.here" 2>/dev/null || fault "$name: fails here"
    "$program" "$@" --format json >"$name.any" 2>/dev/null || fault "$name: fails without --portable"
    for cpu in Nehalem Haswell; do
        n=$((n + 1))
        GLIBC_TUNABLES=$mask qemu-x86_64 -cpu $cpu "$program" "$@" --format json --portable \
            >"$name.$cpu" 2>/dev/null || fault "$name: fails as $cpu"
        cmp -s "$name.here" "$name.$cpu" ||
            fault "$name: different bytes as $cpu: $(diff "$name.here" "$name.$cpu" | head -n 4)"
    done
    n=$((n + 1))
    awk -v most=1e-8 -f "$root/tests/cli/compare_numbers.awk" "$name.here" "$name.any" ||
        fault "$name: other numbers without --portable"
}
agree kizilsu run scenarios/kizilsu/model.cfg --draws 5000 --output out
agree sobol run scenarios/tutorial/model.cfg --draws 5000 --sampling sobol --output out
agree lhs compare scenarios/tutorial/model.cfg baseline faster --draws 5000 --sampling lhs
agree reference run scenarios/tutorial/model.cfg --draws 500 --executor gsl --output out
agree blocks run scenarios/klein/model.cfg --draws 5000 --output out
agree methods estimate scenarios/tutorial/methods.cfg
agree system estimate scenarios/klein/model.cfg --overlay scenarios/klein/3sls.cfg
agree path solve scenarios/klein/model.cfg --mode dynamic
agree prior prior scenarios/tutorial/data/panel.csv --indicator product
echo "$n comparisons, $wrong wrong"
test "$wrong" -eq 0
