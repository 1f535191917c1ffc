"""Native charts of a workbook: the cells that each series reads hold the quantiles of results.json of
the years that its categories read. usage: check_charts.py BOOK.xlsx RESULTS.json"""
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


def series_of(part):
    root = ET.fromstring(book.read(part))
    formula = lambda e, path: e.find("/".join(C + p for p in path.split("/"))).text
    title = read(root.find(f".//{C}title//{C}f").text)[0]
    out = []
    for s in root.iter(C + "ser"):
        x, y = ("xVal", "yVal") if s.find(C + "xVal") is not None else ("cat", "val")
        kind = "numRef" if s.find(f"{C}{x}/{C}numRef") is not None else "strRef"
        out.append((read(formula(s, "tx/strRef/f"))[0], read(formula(s, f"{x}/{kind}/f")),
                    read(formula(s, f"{y}/numRef/f"))))
    return title, out


LEVEL = {"95%": ("0.025", "0.975"), "80%": ("0.1", "0.9"), "50%": ("0.25", "0.75")}
END = {"下限": 0, "上限": 1}
baseline = results["scenarios"][0]["indicators"]
fans = compared = 0
for part in sorted(n for n in book.namelist() if n.startswith("xl/charts/chart")):
    title, series = series_of(part)
    names = [name for name, _, _ in series]
    check(series and all(len(x) == len(y) for _, x, y in series), f"{title}: unequal ranges")
    check(all(any(v is not None for v in y) for _, _, y in series), f"{title}: a series without numbers")
    for low, high in zip(series, series[1:]):
        if low[0].endswith("下限") and high[0].endswith("上限"):
            check(all(a is None or (b is not None and a <= b) for a, b in zip(low[2], high[2])), f"{title}: {low[0]} exceeds")
    if not {f"{share} {end}" for share in LEVEL for end in END} <= set(names) or "中位数" not in names:
        continue
    found = [i for i in baseline if title == i["label"]["zh"] or title.startswith(i["label"]["zh"] + ", ")]
    check(found, f"no indicator has the title {title}")
    years = {y["year"]: y for y in max(found, key=lambda i: len(i["label"]["zh"]))["years"]} if found else {}
    fans += 1
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
print(f"{fans} fans, {compared} numbers, {len(faults)} wrong")
for sentence in faults[:8]:
    print(sentence, file=sys.stderr)
sys.exit(bool(faults) or fans < 30 or compared < 500)
