# Sourced by scripts that run the program, once $scratch is there: what a sanitizer says goes into a file of
# its own, so that it comes whole whatever the script compares, and is never taken for the program's.
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}log_path=$scratch/sanitizer
UBSAN_OPTIONS=${UBSAN_OPTIONS:+$UBSAN_OPTIONS:}log_path=$scratch/sanitizer
LSAN_OPTIONS=${LSAN_OPTIONS:+$LSAN_OPTIONS:}log_path=$scratch/sanitizer
export ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS

# Print all reports; true when there was none.
sanitizers_are_silent() {
    spoke=0
    for report in "$scratch"/sanitizer.*; do
        test -f "$report" || continue
        spoke=1
        cat "$report"
    done
    return $spoke
}
