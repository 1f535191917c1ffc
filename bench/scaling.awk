# A model of any size: usage awk -v indicators=40 -v years=3 -v scenarios=1 -v correlated=0 -v out=FOLDER -f scaling.awk
# writes FOLDER/m.cfg, FOLDER/m.csv and, with correlated > 1, FOLDER/correlation.csv: growth that remembers, a target for each
# indicator in the last year, residuals of the first `correlated` indicators correlated by 0.3 with each other.
BEGIN {
    cfg = out "/m.cfg"
    data = out "/m.csv"
    printf "model: { id = \"m\"; first_year = 2021; last_year = %d; };\ndata: { files = ( \"m.csv\" ); };\n", 2020 + years >cfg
    if (correlated > 1) {
        print "correlations: { file = \"correlation.csv\"; };" >cfg
        file = out "/correlation.csv"
        printf "name" >file
        for (i = 0; i < correlated; i++) printf ",residual(x%03d)", i >file
        for (i = 0; i < correlated; i++) {
            printf "\nresidual(x%03d)", i >file
            for (j = 0; j < correlated; j++) printf ",%s", (i < j ? "" : j == i ? 1 : 0.3) >file
        }
        print "" >file
    }
    print "indicators:\n{" >cfg
    printf "indicator,2019,2020\n" >data
    for (i = 0; i < indicators; i++) {
        printf "  x%03d: { unit = \"unstated\"; equation = \"dlog(x%03d) = 0.03 + 0.4 * dlog(x%03d(-1))\"; residual = { scale = 0.02; }; };\n",
               i, i, i >cfg
        printf "x%03d,100,103\n", i >data
    }
    print "};\ntargets:\n(" >cfg
    for (i = 0; i < indicators; i++)
        printf "  { indicator = \"x%03d\"; year = %d; at_least = %g; }%s\n", i, 2020 + years, 103 * 1.05 ^ years,
               (i == indicators - 1 ? "" : ",") >cfg
    print ");\nscenarios:\n{" >cfg
    for (k = 0; k < scenarios; k++) printf "  s%d: { %s};\n", k, (k ? "extends = \"s0\"; " : "") >cfg
    print "};" >cfg
}
