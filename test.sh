#!/bin/sh
# Install what the tests need, build with sanitizers, compile with clang too, run every test.
# usage: ./test.sh [options of ctest]     such as -R base
# OUTTURN_FUZZ_SECONDS (8) is the time for each fuzz target.
set -eu
cd "$(dirname "$0")"
. tools/packages.sh

can_fuzz() { # 3 checks in one: clang, its runtime, and C++'s library behind it
    has clang && echo 'int LLVMFuzzerTestOneInput(const char *d, unsigned long n);
        int LLVMFuzzerTestOneInput(const char *d, unsigned long n) { return d && n > 99; }' |
        clang -fsanitize=fuzzer,address,undefined -x c -o /dev/null - 2>/dev/null
}

missing='' wanted='' assume_yes=1
need_for_build
has_library cmocka || need libcmocka-dev
test -f /usr/include/Random123/philox.h || want librandom123-dev
test -f /usr/share/i18n/locales/de_DE || want locales
has mpicc || want libopenmpi-dev
has rsvg-convert || want librsvg2-bin
has mpirun || want openmpi-bin
has clang || want clang
can_fuzz || want libclang-rt-dev
has qemu-x86_64 || want qemu-user # the program as other processors
has scdoc || want scdoc # the manual pages
has soffice || want libreoffice-calc-nogui # opens the workbooks
has python3 || want python3
has clang-format-14 || want clang-format-14
has chromium || has google-chrome || want chromium # the page in a browser
has node || want nodejs
has npm || has node || want npm # Debian's npm does not go with a node from elsewhere
install_packages

say "building with the address and undefined-behaviour sanitizers"
build test
say "building the release, by which the guides, the page and other processors are tested"
build release
if can_fuzz; then
    say "compiling with clang, with the fuzz targets"
    build fuzz
elif has clang; then
    say "compiling with clang; it has no libFuzzer, so that the fuzz targets are skipped"
    build clang
else
    say "clang is not here: compiled with one compiler only, and the fuzz targets are skipped"
fi

# Locales with a decimal comma and with Chinese, for the tests alone.
if has localedef && test -f /usr/share/i18n/locales/de_DE; then
    mkdir -p build/locales
    for locale in de_DE zh_CN; do
        test -d build/locales/$locale.UTF-8 ||
            localedef -i $locale -f UTF-8 "$PWD/build/locales/$locale.UTF-8" 2>/dev/null || true
    done
    export LOCPATH="$PWD/build/locales"
fi

say "testing"
exec ctest --preset test --parallel "$(nproc)" "$@"
