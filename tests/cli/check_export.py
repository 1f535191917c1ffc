"""Look at exported files as their published descriptions say: hubverse model output, the IAMC wide
table, SDMX-CSV 2.0, Data Package with Table Schema. usage: check_export.py FORMAT FOLDER BANDS.csv"""
import csv
import datetime
import glob
import json
import os
import re
import sys

kind, folder, bands_path = sys.argv[1:]
bands = list(csv.DictReader(open(bands_path, encoding="utf-8-sig")))
quantiles = [c for c in bands[0] if re.fullmatch(r"q0\.\d+", c)]
faults = []


def check(good, sentence):
    if not good:
        faults.append(sentence)


def rows(path):
    return list(csv.DictReader(open(path, encoding="utf-8")))


def same(a, b):
    return abs(float(a) - float(b)) <= 1e-12 * abs(float(b))


def wanted(scenario, indicator, year, column):
    found = [b for b in bands if (b["scenario"].lower(), b["indicator"].lower(), b["year"]) ==
             (scenario.lower(), indicator.lower(), year)]
    return found[0][column] if len(found) == 1 else None


def hubverse():
    (path,) = glob.glob(folder + "/model-output/*/*.csv")
    name = re.fullmatch(r"(\d{4}-\d\d-\d\d)-([\w]+)-([\w]+)\.csv", os.path.basename(path))
    check(name, "the file is not named ORIGIN-TEAM-MODEL.csv")
    check(os.path.basename(os.path.dirname(path)) == f"{name[2]}-{name[3]}", "folder is not TEAM-MODEL")
    table = rows(path)
    check(list(table[0])[-3:] == ["output_type", "output_type_id", "value"], "columns of the output type")
    last = {}
    for r in table:
        check(r["origin_date"] == name[1], "origin_date differs from the file's name")
        end, origin = (datetime.date.fromisoformat(r[c]) for c in ("target_end_date", "origin_date"))
        check(end.year - origin.year == int(r["horizon"]) >= 1, "horizon is not that of the dates")
        key = r["scenario_id"], r["target"], r["horizon"]
        column = r["output_type"]
        check(column in ("mean", "median", "quantile"), f"output_type {column}")
        if column == "quantile":
            level = float(r["output_type_id"])
            check(0 < level < 1, "a quantile level out of (0, 1)")
            if key in last:
                check(level > last[key][0] and float(r["value"]) >= last[key][1], "quantiles do not rise")
            last[key] = level, float(r["value"])
            column = "q" + r["output_type_id"]
        else:
            check(r["output_type_id"] == "NA", "mean and median have no id")
        b = wanted(r["scenario_id"], r["target"], str(end.year), column)
        check(b is not None and same(r["value"], b), f"value of {key} {column}")
    check(len(table) >= len(bands) * (1 + len(quantiles)), "rows are missing")


def iamc():
    table = rows(folder + "/iamc.csv")
    years = list(table[0])[5:]
    check(list(table[0])[:5] == ["Model", "Scenario", "Region", "Variable", "Unit"], "the index columns")
    check(all(re.fullmatch(r"\d{4}", y) for y in years) and years == sorted(years), "columns of years")
    index = [tuple(r[c] for c in ("Model", "Scenario", "Region", "Variable", "Unit")) for r in table]
    check(len(set(index)) == len(index), "two rows of one variable")
    for r in table:
        label, statistic = r["Variable"].rsplit("|", 1)
        level = re.fullmatch(r"([\d.]+)th Percentile", statistic)
        column = f"q{float(level[1]) / 100:g}" if level else statistic.lower()
        for y in years:
            found = [b for b in bands if b["scenario"] == r["Scenario"] and b["year"] == y and
                     label.replace(f" ({b['indicator']})", "") == b["label"].replace("|", "/")
                     and (label == b["label"] or label.endswith(f"({b['indicator']})"))]
            check(len(found) == 1 and (found[0][column] == r[y] or same(r[y], found[0][column])),
                  f"{r['Variable']} {y}")
    check(len(table) == len(bands) // len(years) * (2 + len(quantiles)), "rows are missing")


def sdmx():
    table = rows(folder + "/sdmx.csv")
    check(list(table[0])[:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"], "the first three columns")
    keys = set()
    for r in table:
        check(r["STRUCTURE"] in ("dataflow", "datastructure", "dataprovision"), "STRUCTURE")
        check(re.fullmatch(r"[A-Za-z][\w-]*(\.[A-Za-z][\w-]*)*:[\w@$-]+\(\d+\.\d+(\.\d+)?\)", r["STRUCTURE_ID"]),
              "STRUCTURE_ID is not AGENCY:ID(VERSION)")
        check(r["ACTION"] in "IARDM" and r["ACTION"], "ACTION")
        for c in ("FREQ", "REF_AREA", "INDICATOR", "SCENARIO", "STATISTIC"):
            check(re.fullmatch(r"[A-Za-z0-9_@$-]+", r[c]), f"{c} is {r[c]!r}, no code")
        check(re.fullmatch(r"\d{4}", r["TIME_PERIOD"]), "TIME_PERIOD is no year")
        key = tuple(r[c] for c in list(r)[3:9])
        check(key not in keys, f"two observations of {key}")
        keys.add(key)
        level = re.fullmatch(r"Q(\d{4})", r["STATISTIC"])
        column = f"q{int(level[1]) / 10000:g}" if level else r["STATISTIC"].lower()
        b = wanted(r["SCENARIO"], r["INDICATOR"], r["TIME_PERIOD"], column)
        check(b is not None and same(r["OBS_VALUE"], b), f"value of {key}")


def datapackage():
    package = json.load(open(folder + "/datapackage.json", encoding="utf-8"))
    check(re.fullmatch(r"[a-z0-9._/-]+", package["name"]), "the package's name")
    check(package["resources"], "no resources")
    types = {"string": str, "number": float, "year": lambda t: re.fullmatch(r"\d{4}", t)[0]}
    for source in package["sources"]:
        check(source["title"] and source["path"], "a source without a title or path")
        check(source["license"], "a source whose licence is passed over")
        check(re.fullmatch(r"[0-9a-f]{64}", source["sha256"]), "a source without its hash")
    for licence in package.get("licenses", []):
        check("name" in licence or "path" in licence, "a licence without a name")
    for resource in package["resources"]:
        check(re.fullmatch(r"[a-z0-9._-]+", resource["name"]), "a resource's name")
        check(resource.get("licenses") == package.get("licenses"), f"licences of {resource['name']}")
        fields = resource["schema"]["fields"]
        table = rows(f"{folder}/{resource['path']}")
        check(list(table[0]) == [f["name"] for f in fields], f"fields of {resource['name']}")
        key = resource["schema"]["primaryKey"]
        check(len({tuple(r[k] for k in key) for r in table}) == len(table), "the primary key is not unique")
        for r in table:
            for f in fields:
                if r[f["name"]] != "":
                    types[f["type"]](r[f["name"]])
        for reference in resource["schema"].get("foreignKeys", []):
            other = [o for o in package["resources"] if o["name"] == reference["reference"]["resource"]][0]
            known = {r[reference["reference"]["fields"]] for r in rows(f"{folder}/{other['path']}")}
            check(all(r[reference["fields"]] in known for r in table), "a foreign key points nowhere")
    for r in rows(folder + "/bands.csv"):
        for column in ["median"] + quantiles:
            check(same(r[column], wanted(r["scenario"], r["indicator"], r["year"], column)), f"{column} differs")


{"hubverse": hubverse, "iamc": iamc, "sdmx-csv": sdmx, "datapackage": datapackage}[kind]()
for sentence in sorted(set(faults))[:8]:
    print(f"{kind}: {sentence}", file=sys.stderr)
sys.exit(bool(faults))
