"""Floors for what is measured on the documents and answers kept beside the project.

    python3 .ci/measures.py BINARY SHARED

Runs the scripts of SHARED/tools on its seeds and its graded answers, and fails where a figure is below its floor.
"""
import pathlib, re, subprocess, sys

binary, shared = sys.argv[1], pathlib.Path(sys.argv[2])


def run(script, *args):
    out = subprocess.run([sys.executable, shared / "tools" / script, *map(str, args)], capture_output=True, text=True, check=True).stdout
    print(out, end="")
    return out


def hold(name, value, floor):
    if value < floor:
        sys.exit(f"{name}: {value} is below {floor}")


found = re.search(r"macro recall ([\d.]+) precision ([\d.]+) answers ([\d.]+)", run("segments.py", binary, shared / "seeds", shared / "seeds-truth"))
for name, value, floor in zip(("recall", "precision", "answers"), found.groups(), (0.97, 0.95, 0.95)):
    hold(f"seeds, macro {name}", float(value), floor)

FLOORS = {
    "ads-zh": {"r": 0.52},
    "beetle-en": {"macroF1": 0.78},
    "kqa-en": {"AUC": 0.78, "F1": 0.67},
    "le-zh": {"r": 0.88},
    "realsumm-en": {"AUC": 0.86, "F1": 0.77},
    "saf-en": {"r": 0.69},
}
lines = dict(line.split(" ", 1) for line in run("agreement.py", shared / "data", binary).splitlines())
for name, floors in FLOORS.items():
    figures = dict(re.findall(r"(\w+) ([\d.]+)", lines[name].split("project")[1].split(":", 1)[1]))
    for measure, floor in floors.items():
        hold(f"{name}, {measure}", float(figures[measure]), floor)
