"""Files of a report whose labels hold what XML forbids: no forbidden character is left, and what is XML
parses. usage: check_hostile.py FOLDER"""
import glob
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
folder = sys.argv[1]
faults = []
n = 0


def look(name, data, is_xml):
    global n
    n += 1
    text = data.decode("utf-8")  # invalid bytes end the test
    if FORBIDDEN.search(text):
        faults.append(f"{name}: {ascii(FORBIDDEN.search(text)[0])}")
    if is_xml:
        try:
            ET.fromstring(data)
        except ET.ParseError as fault:
            faults.append(f"{name}: {fault}")


look("report.html", open(folder + "/report.html", "rb").read(), False)
for path in glob.glob(folder + "/charts/*.svg"):
    look(path, open(path, "rb").read(), True)
for path in glob.glob(folder + "/*.xlsx"):
    book = zipfile.ZipFile(path)
    for part in book.namelist():
        look(f"{path} {part}", book.read(part), part.endswith((".xml", ".rels")))
page = open(folder + "/report.html", encoding="utf-8").read()
if "<script>alert(1)" in page or "onerror=x()>" in re.sub("&[a-z]+;", "", page) and '"><img' in page:
    faults.append("a label became markup")
if "\ufffd" not in page:
    faults.append("nothing stands for what is forbidden")



def look_markdown(path):
    """Nothing of a label begins markup: what could is behind a backslash, and rows have the cells of their head."""
    global n
    n += 1
    width = 0
    for number, line in enumerate(open(path, encoding="utf-8").read().split("\n"), 1):
        if line.startswith("    "):
            continue
        plain = re.sub(r"\\[!-/:-@\[-`{-~]", "", line)
        cells = plain.count("|")
        raw = re.sub(r"^(#+|>) ", "", plain).replace("|", "")
        if re.search(r"[\[\]<>`~$]|&[#a-z]", raw) or FORBIDDEN.search(line):
            faults.append(f"{path}:{number}: {ascii(line[:80])}")
        if re.search(r"^(- |> )?\d+[.)](\s|$)|^(- |> )[-+=](\s|$)|^[+=](\s|$)", plain):
            faults.append(f"{path}:{number}: a list: {ascii(line[:80])}")
        if cells and width and cells != width and cells != 2:
            faults.append(f"{path}:{number}: {cells} bars in a table of {width}")
        width = (width or cells) if cells else 0


marked = sorted(glob.glob(folder + "/*.md"))
for path in marked:
    look_markdown(path)
if not marked or not any("javascript:" in open(path, encoding="utf-8").read() for path in marked):
    faults.append("no Markdown with the hostile label")
print(f"{n} files, {len(faults)} wrong")
for sentence in faults[:8]:
    print(sentence, file=sys.stderr)
sys.exit(bool(faults) or n < 5)
