#!/bin/sh
# How good are forecasts of yearly series? Tables beside what R's forecast 8.20 scores on the same.
# usage: bench/forecasting/run.sh [FOLDS]   (OUTTURN_REFERENCE: folder with m3/, default
# ../shared/reference; OUTTURN_PANEL: area,year,indicator,value, default ../shared/data/provinces.csv)
set -eu
cd "$(dirname "$0")/../.."
reference=${OUTTURN_REFERENCE:-../shared/reference}
panel=${OUTTURN_PANEL:-../shared/data/provinces.csv}
cmake -S . -B build/bench -DCMAKE_BUILD_TYPE=Release -DOUTTURN_BENCH=ON -DBUILD_TESTING=OFF >/dev/null
cmake --build build/bench --target bench_forecasting bench_robustness >/dev/null
build/bench/bench/bench_forecasting m3 "$reference/m3" "${1:-10}"
for peers in "$reference"/m3/peers_accuracy.csv "$reference"/m3/peers_last*_accuracy.csv; do
    echo
    echo "peers: $(basename "$peers" .csv)"
    cut -d, -f1,2,4,5,6,8,9 "$peers" | awk -F, '{ printf "%-16s %7s %7s %8s %8s %8s %7s\n", $1, $2, $3, $4, $5, $6, $7 }'
done
echo
build/bench/bench/bench_forecasting provinces "$panel"

# On series that are unlike those it learned from; takes a quarter of an hour.
robust=build/bench/bench/bench_robustness
"$robust" domains "$reference/m3"
"$robust" transfer "$reference/m3" "$panel"
"$robust" lengths "$reference/m3"
"$robust" laws
