#!/bin/sh
# How does a trained file do on panels that it never saw? Seven origins of each series all of whose
# six years have an outturn, with all points before them and with the last five; beside the best
# other method with hindsight, by column.
# usage: bench/forecasting/outside.sh TRAINED PANEL.csv...   (TRAINED: a file of "outturn train", or
# "shipped"; OUTTURN: the program, default build/release/outturn; OUTTURN_AUTO_ALONE=1: without the
# others but naive and drift)
set -eu
program=${OUTTURN:-build/release/outturn}
trained=$1
shift
methods=auto,ses,holt,damped,ets,theta,theta_optimised,arima,llt,mean,combine
[ -n "${OUTTURN_AUTO_ALONE:-}" ] && methods=auto
printf '%-22s %6s %6s %6s %8s %26s %8s %26s\n' panel series 'in 80' 'in 95' sCRPS 'best other' 'MSIS 95' 'best other'
for panel in "$@"; do
    for history in 1000 5; do
        set -- --panel "$panel" --method "$methods" --horizon 6 --origins 7 --complete --max-history "$history"
        [ "$trained" = shipped ] || set -- "$@" --trained "$trained"
        "$program" backtest "$@" --lang en --threads "${OUTTURN_THREADS:-1}" 2>/dev/null |
            awk -v name="$(basename "$panel" .csv)" -v history="$history" '
                /outturns of [0-9]+ series/ { for (i = 1; i < NF; i++) if ($(i + 1) == "series,") series = $i }
                /^All forecasts/ { on = 1; next }
                on && NF == 0 { on = 0 }
                on && $1 == "auto" { n = $2; c80 = $9 / 100; c95 = $11 / 100; crps = $6; msis = $7; next }
                on && NF == 12 && $2 + 0 == n {
                    if (!bc || $6 + 0 < bc) { bc = $6 + 0; bcn = $1 }
                    if (!bm || $7 + 0 < bm) { bm = $7 + 0; bmn = $1 }
                }
                END {
                    printf "%-22s %6d %6.3f %6.3f %8.3f", name (history < 1000 ? ", last " history : ""), series, c80, c95, crps
                    printf " %7.3f %4.2f %-13s %8.2f %7.2f %4.2f %s\n", bc, bc ? crps / bc : 0, bcn, msis, bm, bm ? msis / bm : 0, bmn
                }'
    done
done
