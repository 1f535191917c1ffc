# Workload W as an ordinary model: usage awk -v years=3 -v out=FOLDER -f make.awk model.csv factor.csv target3.csv
# writes FOLDER/w.cfg, FOLDER/w.csv (two years of history: growth begins at 0) and FOLDER/correlation.csv.
#
# Indicators 0 to 25 grow by what they grew before, 16 to 25 of them also with the growth of 0 to 9 by a coefficient drawn
# once a draw; 26 to 31 are products with a relative discrepancy; 32 to 35 saturate; 36 to 39 are linear with two lags.
BEGIN { FS = ","; n = 40; base = 2020 }
FILENAME != seen { seen = FILENAME; file++; row = 0 }
file == 1 {
    x0[row] = $1; mu[row] = $2; phi[row] = $3; s[row] = $4; b[row] = $5; c[row] = $6; ceiling[row] = $7
    kk[row] = $9; a[row] = $10; rr[row] = $11; dd[row] = $12
}
file == 2 { for (j = 0; j < n; j++) factor[row, j] = $(j + 1) }
file == 3 { for (j = 0; j < n; j++) target[row + 1, j] = $(j + 1) }
{ row++ }

function id(i) { return sprintf("x%02d", i) }
function source(i) { return i >= 26 && i < 32 ? sprintf("d%02d", i) : sprintf("residual(%s)", id(i)) }

function equation(i, residual) {
    residual = sprintf("residual = { scale = %s; };", s[i])
    if (i < 16) return sprintf("\"dlog(%s) = %s + %s * dlog(%s(-1))\"; %s", id(i), mu[i], phi[i], id(i), residual)
    if (i < 26)
        return sprintf("\"dlog(%s) = %s + %s * dlog(%s(-1)) + b * dlog(%s)\"; coefficients = { b = { mean = %s; sd = %s; }; }; %s",
                       id(i), mu[i], phi[i], id(i), id(i - 16), b[i], c[i], residual)
    if (i < 32) return sprintf("\"%s = %s * %s * (1 + d%02d)\";", id(i), id(i - 26), id(i - 20), i)
    if (i < 36)
        return sprintf("\"logit(%s, %s) = logit(%s(-1), %s) + %s\"; %s", id(i), ceiling[i], id(i), ceiling[i], kk[i], residual)
    return sprintf("\"%s = %s + %s * %s(-1) + %s * %s(-1)\"; %s", id(i), a[i], rr[i], id(i), dd[i], id(i - 24), residual)
}

function write_correlations(file, i, j, k, sum) {
    printf "name" >file
    for (i = 0; i < n; i++) printf ",%s", source(i) >file
    print "" >file
    for (i = 0; i < n; i++) {
        printf "%s", source(i) >file
        for (j = 0; j <= i; j++) {
            sum = 0
            for (k = 0; k <= j; k++) sum += factor[i, k] * factor[j, k]
            printf ",%.15g", i == j ? 1 : sum >file
        }
        for (; j < n; j++) printf "," >file
        print "" >file
    }
}

END {
    cfg = out "/w.cfg"
    printf "model: { id = \"w\"; first_year = %d; last_year = %d; };\n", base + 1, base + years >cfg
    print "data: { files = ( \"w.csv\" ); };\ncorrelations: { file = \"correlation.csv\"; };\ndrivers:\n{" >cfg
    for (i = 26; i < 32; i++)
        printf "  d%02d: { unit = \"unstated\"; value = 0; law = { family = \"normal\"; scale = %s; }; };\n", i, s[i] >cfg
    print "};\nindicators:\n{" >cfg
    for (i = 0; i < n; i++) printf "  %s: { unit = \"unstated\"; equation = %s };\n", id(i), equation(i) >cfg
    print "};\ntargets:\n(" >cfg
    for (t = 1; t <= years; t++)
        for (i = 0; i < n; i++)
            printf "  { indicator = \"%s\"; year = %d; at_least = %s;%s }%s\n", id(i), base + t, target[t, i],
                   t == years && i % 2 == 0 ? " group = ( \"even\" );" : "", t == years && i == n - 1 ? "" : "," >cfg
    print ");" >cfg
    data = out "/w.csv"
    printf "indicator,%d,%d\n", base - 1, base >data
    for (i = 0; i < n; i++) printf "%s,%s,%s\n", id(i), x0[i], x0[i] >data
    write_correlations(out "/correlation.csv")
}
