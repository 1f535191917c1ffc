#!/bin/sh
# Run one fuzz target for OUTTURN_FUZZ_SECONDS (8) seconds, from its seeds in corpus/NOUN; what it
# finds is kept beside the target. Exit 77 (skipped) where the target was not built.
# usage: run_fuzz.sh NOUN FOLDER-OF-TARGETS
set -eu
noun=${1:?usage: run_fuzz.sh NOUN FOLDER-OF-TARGETS}
folder=${2:?usage: run_fuzz.sh NOUN FOLDER-OF-TARGETS}
here=$(cd "$(dirname "$0")" && pwd)
target=$folder/fuzz_$noun
if ! test -x "$target"; then
    echo "skipped: there is no $target (it needs clang with libFuzzer: cmake --preset fuzz)"
    exit 77
fi
found=$folder/corpus/$noun
mkdir -p "$found" "$here/corpus/$noun"
set -- "$found" "$here/corpus/$noun"
test -f "$here/$noun.dict" && set -- -dict="$here/$noun.dict" "$@"
cd "$folder"
exec "$target" -max_total_time="${OUTTURN_FUZZ_SECONDS:-8}" -timeout=10 -rss_limit_mb=2048 \
    -max_len=8192 -verbosity=0 -print_final_stats=1 -artifact_prefix="$folder/fault-$noun-" "$@"
