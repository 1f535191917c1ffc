"""Native charts of a workbook: the cells that each series reads hold the quantiles of results.json of
the years that its categories read; marks of targets stand at what is wanted. All series are known by
the heads of their columns. usage: check_charts.py BOOK.xlsx RESULTS.json"""
import json
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
book = zipfile.ZipFile(sys.argv[1])
results = json.load(open(sys.argv[2], encoding="utf-8"))
texts = ["".join(t.text or "" for t in si.iter(M + "t"))
         for si in ET.fromstring(book.read("xl/sharedStrings.xml"))]
links = {r.get("Id"): r.get("Target") for r in ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
sheets = {}
for sheet in ET.fromstring(book.read("xl/workbook.xml")).iter(M + "sheet"):
    cells = {}
    for c in ET.fromstring(book.read("xl/" + links[sheet.get(R + "id")])).iter(M + "c"):
        v = c.find(M + "v")
        if v is not None:
            cells[c.get("r")] = texts[int(v.text)] if c.get("t") == "s" else float(v.text)
    sheets[sheet.get("name")] = cells

faults = []


def check(good, sentence):
    if not good:
        faults.append(sentence)


def read(formula):
    """Cells of 'sheet'!$A$3:$A$25, or of a single one."""
    m = re.fullmatch(r"'?(.*?)'?!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?", formula)
    check(m and m[1] in sheets, f"{formula} is no range of the workbook")
    check(m[4] in (None, m[2]), f"{formula} is no column")
    return [sheets[m[1]].get(f"{m[2]}{k}") for k in range(int(m[3]), int(m[5] or m[3]) + 1)]


def head_of(formula):
    """The cell above the first of 'sheet'!$A$3:$A$25."""
    m = re.fullmatch(r"'?(.*?)'?!\$([A-Z]+)\$(\d+)(?::.*)?", formula)
    return sheets[m[1]].get(f"{m[2]}{int(m[3]) - 1}")


def series_of(part):
    root = ET.fromstring(book.read(part))
    formula = lambda e, path: e.find("/".join(C + p for p in path.split("/"))).text
    title = read(root.find(f".//{C}title//{C}f").text)[0]
    out = []
    for s in root.iter(C + "ser"):
        x, y = ("xVal", "yVal") if s.find(C + "xVal") is not None else ("cat", "val")
        kind = "numRef" if s.find(f"{C}{x}/{C}numRef") is not None else "strRef"
        head = head_of(formula(s, f"{y}/numRef/f"))
        name = s.find(f"{C}tx/{C}v")
        shown = name.text if name is not None else read(formula(s, "tx/strRef/f"))[0]
        check(head.startswith(shown), f"{title}: the legend says {shown}, the table {head}")
        out.append((head, read(formula(s, f"{x}/{kind}/f")), read(formula(s, f"{y}/numRef/f"))))
    return title, out


LEVEL = {"95%": ("0.025", "0.975"), "80%": ("0.1", "0.9"), "50%": ("0.25", "0.75")}
END = {"下限": 0, "上限": 1}
baseline = results["scenarios"][0]["indicators"]
wanted_of = lambda i: [t for t in results["scenarios"][0]["targets"] if t["indicator"] == i["id"]]
fans = compared = abouts = distributions = 0
near = lambda a, b: a is not None and abs(a - b) <= 1e-9 * abs(b)


def check_about(title, series, target):
    """The mark at the value itself, its range up to the tolerance."""
    global abouts
    at = lambda name: next((v for n, x, y in series if n == name for year, v in zip(x, y) if year == target["year"]), None)
    value, low, high = target["value"], at("目标 下限"), at("目标 上限")
    check(near(at("目标"), value), f"{title}: the mark stands at {at('目标')}, not at {value}")
    check(near(low, value - target["tolerance"]) or near(high, value + target["tolerance"]), f"{title}: range {low} to {high}")
    abouts += 1


def check_distribution(title, series):
    """The curve has its name, the target and the median are lines at one x, from the foot to the top."""
    global distributions
    year = int(re.search(r"（(\d{4}) 年）", title)[1])
    indicator = max((i for i in baseline if title.startswith(i["label"]["zh"])), key=lambda i: len(i["label"]["zh"]))
    level = [t["value"] for t in wanted_of(indicator) if t["year"] == year and t["measure"] == "level"]
    seen = indicator["last_observed"]
    level += [seen["value"] * (1 + t["value"] / 100) ** (year - t["from"]) for t in wanted_of(indicator)
              if t["year"] == year and t["measure"] in ("growth", "average_growth") and t["from"] == seen["year"]]
    level += [seen["value"] + t["value"] for t in wanted_of(indicator) if t["year"] == year and t["measure"] not in ("level", "growth", "average_growth")]
    curve = [y for name, _, y in series if name == "概率密度"]
    # a target that is the model's own begins with its mark
    named = [(name.removeprefix("§ "), x, y) for name, x, y in series]
    rules = {name[:2]: (x, y) for name, x, y in named if name[:2] == "目标" or name.startswith("中位数 ")}
    check(len(curve) == 1 and not any(name == "中位数" for name, _, _ in series), f"{title}: the curve has no name")
    check("目标" in rules and len(level) > 0, f"{title}: no line of the target")
    if not curve or "目标" not in rules:
        return
    x, y = rules["目标"]
    check(x[0] == x[1] and any(near(x[0], v) for v in level), f"{title}: the target stands at {x}, not at {level}")
    check(y == [0, max(v for v in curve[0] if v is not None)], f"{title}: the line reaches from {y}")
    median = next(y["median"] for y in indicator["years"] if y["year"] == year)
    check(near(rules.get("中位", ([None], 0))[0][0], median), f"{title}: the median stands elsewhere than at {median}")
    distributions += 1


for part in sorted(n for n in book.namelist() if n.startswith("xl/charts/chart")):
    title, series = series_of(part)
    names = [name for name, _, _ in series]
    check(series and all(len(x) == len(y) for _, x, y in series), f"{title}: unequal ranges")
    check(all(any(v is not None for v in y) for _, _, y in series), f"{title}: a series without numbers")
    for low, high in zip(series, series[1:]):
        if low[0].endswith("下限") and high[0].endswith("上限"):
            check(all(a is None or (b is not None and a <= b) for a, b in zip(low[2], high[2])), f"{title}: {low[0]} exceeds")
    for mark, end in zip(series, series[1:]):
        if end[0] in ("目标 下限", "目标 上限"):
            check(not any(v is not None and v == w for v, w in zip(end[2], mark[2])), f"{title}: {end[0]} is the mark itself")
    if "可能的分布与目标" in title:
        check_distribution(title, series)
    if not {f"{share} {end}" for share in LEVEL for end in END} <= set(names) or "中位数" not in names:
        continue
    found = [i for i in baseline if title == i["label"]["zh"] or title.startswith(i["label"]["zh"] + ", ")]
    check(found, f"no indicator has the title {title}")
    years = {y["year"]: y for y in max(found, key=lambda i: len(i["label"]["zh"]))["years"]} if found else {}
    fans += 1
    for target in wanted_of(max(found, key=lambda i: len(i["label"]["zh"]))) if found else []:
        if target["relation"] == "about" and target["measure"] == "level":
            check_about(title, series, target)
    for name, x, y in series:
        share, _, end = name.rpartition(" ")
        for year, value in zip(x, y):
            if value is None or year not in years:
                continue
            if share in LEVEL:
                wanted = years[year]["quantiles"][LEVEL[share][END[end]]]
            elif name == "中位数":
                wanted = years[year]["median"]
            else:
                continue
            compared += 1
            check(abs(value - wanted) <= 1e-12 * abs(wanted), f"{title}, {name}, {year:.0f}: {value}, not {wanted}")
print(f"{fans} fans, {compared} numbers, {abouts} targets about a value, {distributions} distributions, {len(faults)} wrong")
for sentence in faults[:8]:
    print(sentence, file=sys.stderr)
sys.exit(bool(faults) or fans < 30 or compared < 500 or abouts < 2 or distributions < 5)
