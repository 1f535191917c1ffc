#!/bin/sh
# A collection that nobody trained on: the national accounts of Pakistan and Bolivia, as the models of
# the World Bank's MFMod have them. Yearly values from 1995 to the last that was observed, of the
# country's own series, but for those that are smooth trends, rarely move or belong to an equation.
# usage: bench/forecasting/accounts.sh [PROGRAM]   (OUTTURN_REFERENCE: folder with mfmod/, default
# ../shared/reference)
set -eu
cd "$(dirname "$0")/../.."
program=${1:-build/release/outturn}
reference=${OUTTURN_REFERENCE:-../shared/reference}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
echo area,year,indicator,value >"$scratch/panel.csv"
for country in pakistan:PAK:2019 bolivia:BOL:2018; do
    name=${country%%:*} last=${country##*:} sign=${country#*:} sign=${sign%:*}
    "$program" import pcim "$reference/mfmod/$name.pcim" -o "$scratch/$name" --quiet
    awk -F, -v name="$name" -v last="$last" -v sign="$sign" '
        NR == 1 { for (i = 2; i <= NF; i++) year[i] = $i; next }
        index($1, sign) != 1 || $1 ~ /_/ || length($1) < 10 { next }
        {
            n = still = steps = bends = 0
            for (i = 2; i <= NF; i++) {
                if ($i !~ /^-?[0-9]/ || year[i] < 1995 || year[i] > last) continue
                at[++n] = i; v[n] = $i + 0
                if (n > 1) { d[n] = v[n] - v[n - 1]; s = d[n] < 0 ? -d[n] : d[n]; steps += s; still += s < 1e-12 }
                if (n > 2) { b = d[n] - d[n - 1]; bends += b < 0 ? -b : b }
            }
            if (n < 22 || still > 3 || bends < 0.25 * steps) next
            for (k = 1; k <= n; k++) print name "," year[at[k]] "," $1 "," $at[k]
        }' "$scratch/$name/data/series.csv" >>"$scratch/panel.csv"
done
for history in 1000 5; do
    echo "last $history points"
    "$program" backtest --panel "$scratch/panel.csv" --method auto,ets,damped,theta,arima,llt,combine \
        --horizon 6 --origins 7 --complete --max-history "$history" --lang en |
        sed -n '3,18p'
done
