# Does a page's table of probabilities say what the program says? Its rows hold the id of a target or
# group in backticks and then whole percent a scenario (two decimals below one percent):
#   | real growth 8 % or more | `grp_growth_2023` | 23 | 49 | 11 |
# With fix=1 the page is written anew.
# usage: outturn run MODEL --format csv | awk -v page=README.md -v scenarios="a b c" [-v fix=1] -f THIS
function cells(line) { # of a row of CSV; texts in quotes may hold commas
    gsub(/"[^"]*"/, "text", line)
    sub(/\r$/, "", line)
    return split(line, cell, ",")
}
function shown(p) { return p < 0.00995 ? sprintf("%.2f", 100 * p) : sprintf("%.0f", 100 * p) }
BEGIN { n_scenarios = split(scenarios, scenario, " ") }
/^(\357\273\277)?scenario,/ { # a table's header: which column is which
    for (i in column) delete column[i]
    for (i = cells($0); i > 0; i--) column[cell[i]] = i
    name = "target" in column ? column["target"] : column["group"]
    next
}
("probability" in column) && name && $0 != "" {
    cells($0)
    said[cell[name], cell[1]] = shown(cell[column["probability"]])
}
# The row with what the program says in the cells from part[c + 1] on.
function renewed(row, c, id,   i, out) {
    out = "| " part[2] " |"
    for (i = 3; i <= c; i++) out = out " " part[i] " |"
    for (i = 1; i <= n_scenarios; i++) out = out " " said[id, scenario[i]] " |"
    return out
}
function check(row,   c, id, i, differs) {
    if (split(row, part, /[ ]*[|][ ]*/) < 4 + n_scenarios) return row
    for (c = 2; part[c] !~ /^`[a-z_0-9.]+`$/ && c < 5; c++);
    id = part[c]
    gsub(/`/, "", id)
    if (!((id, scenario[1]) in said)) return row
    for (i = 1; i <= n_scenarios; i++) {
        n++
        if (part[c + i] == said[id, scenario[i]]) continue
        if (!fix) print page ": " id ", " scenario[i] ": " part[c + i] " must be " said[id, scenario[i]]
        differs = wrong = 1
    }
    return differs ? renewed(row, c, id) : row
}
END {
    while ((getline row <page) > 0) rows[++n_rows] = check(row)
    close(page)
    if (!n) print page ": has no table of probabilities"
    if (fix && wrong) {
        for (i = 1; i <= n_rows; i++) print rows[i] >page
        wrong = 0
    }
    exit wrong || !n
}
