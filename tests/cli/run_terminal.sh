#!/bin/sh
# What a terminal is shown and a file is not: colours, width, sparklines, progress.
# usage: run_terminal.sh OUTTURN ROOT
set -u
outturn=${1:?usage: run_terminal.sh OUTTURN ROOT}
cd "${2:?usage: run_terminal.sh OUTTURN ROOT}" || exit 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
. tests/cli/sanitizer.sh
work=$scratch
unset NO_COLOR CLICOLOR_FORCE
model=scenarios/tutorial/model.cfg
escape=$(printf '\033')
wrong=0 n=0
expect() { # NAME WANTED-STATUS COMMAND...: of a search
    n=$((n + 1))
    name=$1 wanted=$2
    shift 2
    "$@" >/dev/null
    test $? -eq "$wanted" && return
    wrong=$((wrong + 1))
    echo "$name" >&2
}
review() { "$outturn" review $model --draws 2000 --lang en; }

review >"$work/plain"
expect "a file has colours" 1 grep -q "$escape" "$work/plain"
CLICOLOR_FORCE=1 review >"$work/forced"
expect "forced colours are missing" 0 grep -q "$escape" "$work/forced"
CLICOLOR_FORCE=0 review >"$work/not_forced"
expect "colours although not forced" 0 cmp -s "$work/plain" "$work/not_forced"
CLICOLOR_FORCE=1 NO_COLOR=1 review >"$work/refused"
expect "NO_COLOR is ignored" 0 cmp -s "$work/plain" "$work/refused"

# Every command that reports is asked.
panel=scenarios/tutorial/data/panel.csv scoring=tests/fixtures/scoring audit=tests/fixtures/audit/plan
colours() { # COMMAND-LINE: forced, it has them
    CLICOLOR_FORCE=1 "$outturn" "$@" --lang en >"$work/forced" 2>/dev/null
    expect "no colours: $1" 0 grep -q "$escape" "$work/forced"
}
colours audit scenarios/kizilsu/model.cfg
colours backtest --panel $panel --method drift --origins 2
colours check $model
colours compare $model baseline faster --draws 200
colours estimate $model
colours compare scenarios/tutorial/model.cfg baseline faster --explain revenue --draws 200
colours forecast $panel --method drift
colours multipliers scenarios/klein/model.cfg --shock g --years 1940,1941
colours prior $panel --indicator product
colours run $model --draws 200 --output "$work/colours"
colours score $scoring/forecasts.csv $scoring/outturns.csv
colours seek scenarios/klein/model.cfg --target y@1943=95 --instrument g
colours solve $model
colours trace $model revenue@2024
colours tune $model --parameter growth --fit product --output "$work/tuned"

if command -v script >/dev/null; then
    on_terminal() { # COLUMNS COMMAND-LINE
        TERM=xterm script -qec "stty cols $1; $2" /dev/null </dev/null >"$work/screen" 2>/dev/null
        tr -d '\r' <"$work/screen" >"$work/lines"
    }
    on_terminal 150 "$outturn run $model --draws 2000 --lang en --output $work/run"
    expect "no sparkline on a terminal" 0 grep -q '█' "$work/lines"
    expect "no colours on a terminal" 0 grep -q "$escape" "$work/lines"
    on_terminal 80 "NO_COLOR=1 $outturn review $model --draws 2000 --lang en 2>/dev/null"
    expect "a line is wider than the terminal" 1 grep -q '^.\{81,\}$' "$work/lines"
    on_terminal 80 "TERM=dumb $outturn review $model --draws 2000 --lang en 2>/dev/null"
    expect "colours on a dumb terminal" 1 grep -q "$escape" "$work/lines"
else
    echo "script is not here: no terminal was tried"
fi
echo "$n looks at terminals and files, $wrong wrong"
test $wrong -eq 0
