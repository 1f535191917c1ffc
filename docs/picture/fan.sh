#!/bin/sh
# Draw README's picture from a run: fans of the baseline, medians of the other scenarios, targets.
# usage: docs/picture/fan.sh OUTPUT-FOLDER LANGUAGE INDICATOR... >fan.svg
# (OUTPUT-FOLDER has bands.csv and targets.csv of `outturn run --lang LANGUAGE`)
set -eu
folder=${1:?usage: fan.sh OUTPUT-FOLDER LANGUAGE INDICATOR...}
language=${2:?usage: fan.sh OUTPUT-FOLDER LANGUAGE INDICATOR...}
shift 2
awk -v wanted="$*" -v language="$language" '
# Cells of a CSV row; quotes are kept together.
function cells(line, cell,    n, i, c, quoted) {
    n = 1; cell[1] = ""; quoted = 0
    for (i = 1; i <= length(line); i++) {
        c = substr(line, i, 1)
        if (c == "\"") quoted = !quoted
        else if (c == "," && !quoted) cell[++n] = ""
        else cell[n] = cell[n] c
    }
    return n
}
function name_columns(    n, i) { n = cells($0, head); for (i = 1; i <= n; i++) at[head[i]] = i }
function x(year) { return left + 46 + (year - 2022) * 82 }
function y(value) { return top + 168 - (value - low) / (high - low) * 128 }
function text(px, py, anchor, colour, size, words) {
    printf "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\" font-size=\"%d\">%s</text>\n", px, py, anchor, colour, size, words
}
function area(from, to, colour,    t, points) { # between two quantiles of the baseline
    points = ""
    for (t = 2022; t <= 2025; t++) points = points sprintf(" %.1f,%.1f", x(t), y(value("baseline", t, from)))
    for (t = 2025; t >= 2022; t--) points = points sprintf(" %.1f,%.1f", x(t), y(value("baseline", t, to)))
    printf "<polygon points=\"%s\" fill=\"%s\"/>\n", substr(points, 2), colour
}
function value(scenario, t, column) { return t == 2022 ? base[id] : q[id, scenario, t, column] }
function line(scenario, colour, dash,    t, points) {
    points = ""
    for (t = 2022; t <= 2025; t++) points = points sprintf(" %.1f,%.1f", x(t), y(value(scenario, t, "median")))
    printf "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>\n", substr(points, 2), colour, dash
}
{ sub(/\r$/, ""); sub(/^\357\273\277/, "") }
FNR == 1 { name_columns(); file++; next }
file == 1 { # bands.csv
    cells($0, c); id = c[at["indicator"]]; s = c[at["scenario"]]; t = c[at["year"]]
    label[id] = c[at["label"]]; unit[id] = c[at["unit"]]
    if (!(s in seen)) { seen[s] = 1; scenario[++n_scenarios] = s }
    for (k in at) q[id, s, t, k] = c[at[k]]
    g = c[at["growth"]]
    if (t == 2023 && s == "baseline" && g != "") base[id] = c[at["median"]] / (1 + g / 100)
}
file == 2 { # targets.csv
    cells($0, c)
    if (c[at["measure"]] == "level" && c[at["value"]] != "") aim[c[at["indicator"]]] = c[at["year"]] " " c[at["value"]]
}
BEGIN {
    names = language == "zh" ? "CNY_100M 亿元 CNY 元 t_10K 万吨 head_10K 万头（只）" : "CNY_100M 100_million_yuan CNY yuan t_10K 10,000_t head_10K 10,000_head"
    m = split(names, part, " ")
    for (k = 1; k < m; k += 2) { word[part[k]] = part[k + 1]; gsub("_", " ", word[part[k]]) }
}
END {
    n = split(wanted, list, " ")
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 %d\" role=\"img\" font-family=\"sans-serif\">\n", int((n + 1) / 2) * 210 + 26
    print language == "zh" ? "<title>克州计划：基准情景区间与各情景中位数</title>" : "<title>Kizilsu plan: bands of the baseline, medians of the scenarios</title>"
    print "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>"
    for (k = 1; k <= n; k++) {
        id = list[k]; left = (k - 1) % 2 * 400; top = int((k - 1) / 2) * 210
        low = high = base[id]
        for (t = 2023; t <= 2025; t++) {
            if (q[id, "baseline", t, "q0.05"] + 0 < low) low = q[id, "baseline", t, "q0.05"] + 0
            if (q[id, "baseline", t, "q0.95"] + 0 > high) high = q[id, "baseline", t, "q0.95"] + 0
        }
        has_aim = id in aim
        if (has_aim) split(aim[id], a, " ")
        if (has_aim && a[2] + 0 > high) high = a[2] + 0
        if (has_aim && a[2] + 0 < low) low = a[2] + 0
        text(left + 20, top + 22, "start", "#222222", 14, label[id] " (" (unit[id] in word ? word[unit[id]] : unit[id]) ")")
        area("q0.05", "q0.95", "#d5e3f0"); area("q0.25", "q0.75", "#9dbfdc")
        line("cautious", "#8a5a00", " stroke-dasharray=\"2 3\""); line("optimistic", "#2f6d3a", " stroke-dasharray=\"6 3\""); line("baseline", "#12406b", "")
        for (t = 2022; t <= 2025; t++) text(x(t), top + 190, "middle", "#555555", 11, t)
        split("cautious baseline optimistic", order, " ")
        for (s = 1; s <= 3; s++) py[s] = y(value(order[s], 2025, "median")) + 4
        if (py[1] < py[2] + 12) py[1] = py[2] + 12 # labels do not overlap
        if (py[3] > py[2] - 12) py[3] = py[2] - 12
        for (s = 1; s <= 3; s++) text(x(2025) + 6, py[s], "start", s == 2 ? "#12406b" : s == 1 ? "#8a5a00" : "#2f6d3a", 11, sprintf(high > 1000 ? "%.0f" : "%.1f", value(order[s], 2025, "median")))
        text(x(2022) - 6, y(base[id]) + 4, "end", "#555555", 11, sprintf(high > 1000 ? "%.0f" : "%.1f", base[id]))
        if (has_aim) {
            printf "<path d=\"M%.1f %.1f h28\" stroke=\"#b3261e\" stroke-width=\"2.5\"/>\n", x(a[1]) - 14, y(a[2])
            text(x(a[1]) - 18, y(a[2]) + 4, "end", "#b3261e", 11, (language == "zh" ? "目标 " : "target ") a[2])
        }
    }
    bottom = int((n + 1) / 2) * 210 + 16
    text(20, bottom, "start", "#555555", 11, language == "zh" ? "实线：基准情景中位数（深色 50%，浅色 90% 区间）；长虚线：乐观情景；点线：审慎情景；红线：计划目标" : "line: baseline median (dark: 50 %, light: 90 % band); dashes: optimistic; dots: cautious; red: the plan")
    print "</svg>"
}' "$folder/bands.csv" "$folder/targets.csv"
