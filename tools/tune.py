"""Repeats the tuning of derived key points: the figures that the constants of src/matching/derived/likeness.rs give, what
each feature adds, and where the thresholds of mod.rs lie.

    cargo build --release --example likeness
    python tools/tune.py DATA [--likeness target/release/examples/likeness] [--rebuild] [--search]

DATA holds folders with `rubric.json` (format 1) and `graded.jsonl` (`question`, `answer`, and `score` 0-1 or `keypoints`
{id: true|false}). Half of the questions of each set are for tuning (dev), the other half for testing; which half a question
is in follows from a hash of its id. Nothing of the data is kept. Needs numpy and scikit-learn.
"""
import argparse, hashlib, json, pathlib, re, shutil, subprocess, tempfile
import numpy as np
from sklearn.metrics import f1_score, roc_auc_score

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/matching/derived"


def constants():
    """The constants as the program has them."""
    text = (SOURCE / "likeness.rs").read_text() + (SOURCE / "mod.rs").read_text()
    return {name: float(value) for name, value in re.findall(r"^const (\w+): \w+ = ([\d.]+);", text, re.M)}


class Set:
    """A set's answers with their likeness to every statement, one row a statement of an answer."""

    def __init__(self, folder, program):
        self.name = folder.name
        questions = {q["id"]: q for q in json.loads((folder / "rubric.json").read_text())["questions"]}
        graded = [json.loads(line) for line in open(folder / "graded.jsonl")]
        lines = "".join(json.dumps({"question": g["question"], "answer": g["answer"]}) + "\n" for g in graded)
        run = subprocess.run([program, folder / "rubric.json"], input=lines.encode(), capture_output=True, check=True)
        self.labelled = "keypoints" in graded[0]
        rows, self.truth, self.question, best = [], [], [], []
        for n, (g, line) in enumerate(zip(graded, run.stdout.decode().splitlines())):
            any_reference = questions[g["question"]].get("any_reference", False)
            for row in json.loads(line):
                if self.labelled:
                    if row["id"] not in g["keypoints"]:
                        continue
                    self.truth.append(float(g["keypoints"][row["id"]]))
                    self.question.append(g["question"])
                rows.append(row)
                best.append((n, row["reference"] if any_reference else 0))
            if not self.labelled:
                self.truth.append(g["score"])
                self.question.append(g["question"])
        self.features = {k: np.array([float(row[k]) for row in rows])
                         for k in ("words", "letters", "order", "opposite", "undenied", "denied", "fresh")}
        keys = sorted(set(best))
        place = {key: at for at, key in enumerate(keys)}
        self.group = np.array([place[key] for key in best])
        self.answer = np.array([n for n, _ in keys])
        self.truth, self.question = np.array(self.truth), np.array(self.question)
        self.binary = set(np.unique(self.truth)) <= {0.0, 1.0}

    def grade(self, share):
        """One grade a truth: a statement's share, or the mean of an answer's, the best reference's where one suffices."""
        if self.labelled:
            return share
        mean = np.bincount(self.group, share) / np.bincount(self.group)
        grades = np.zeros(len(self.truth))
        np.maximum.at(grades, self.answer, mean)
        return grades

    def half(self, test):
        return np.array([hashlib.sha256(q.encode()).digest()[0] % 2 == test for q in self.question])

    def measure(self, grades, pick):
        """Pearson's r, or AUC."""
        y, s = self.truth[pick], grades[pick]
        return roc_auc_score(y, s) if self.binary else np.corrcoef(s, y)[0, 1]

    def f1(self, grades, tune, test):
        """F1 and macro F1 on `test` at the cut that is best on `tune`."""
        cuts = np.unique(np.quantile(grades[tune], np.linspace(.02, .98, 97)))
        out = []
        for average in ("binary", "macro"):
            score = lambda cut, pick: f1_score(self.truth[pick], grades[pick] >= cut, average=average)
            out.append(score(max(cuts, key=lambda cut: score(cut, tune)), test))
        return out


def share(f, c):
    """As `Likeness::share`."""
    total = c["WORDS"] + c["LETTERS"] + c["ORDER"]
    like = (c["WORDS"] * f["words"] + c["LETTERS"] * f["letters"] + c["ORDER"] * f["order"]) / max(total, 1e-9)
    bent = like ** c.get("power", .75)
    taken = (1 - (1 - c["OPPOSITE"]) * f["opposite"]) * (1 - (1 - c["UNDENIED"]) * f["undenied"])
    taken *= 1 - (1 - c["DENIED"]) * f["denied"]
    worked_out = f["fresh"] / (f["fresh"] + c["HALFWAY"]) * np.minimum(like / c["GROUND"], 1)
    return np.round(np.clip((bent * taken + c["WORKED_OUT"] * worked_out) / (1 + c["WORKED_OUT"]), 0, 1) * 100)


def mean(sets, c, test):
    return np.mean([s.measure(s.grade(share(s.features, c)), s.half(test)) for s in sets])


def table(sets, c):
    print(f"{'set':<14}{'measure':<9}{'dev':>6}{'test':>6}{'all':>6}")
    for s in sets:
        grades = s.grade(share(s.features, c))
        dev, test, everything = s.half(0), s.half(1), np.ones(len(s.truth), bool)
        row = lambda name, *values: print(f"{s.name:<14}{name:<9}" + "".join(f"{v:6.3f}" for v in values))
        row("AUC" if s.binary else "r", *(s.measure(grades, pick) for pick in (dev, test, everything)))
        if s.binary:
            for at, name in enumerate(("F1", "macro F1")):
                row(name, *(s.f1(grades, *picks)[at] for picks in ((dev, dev), (dev, test), (everything, everything))))


WITHOUT = {
    "words of the window": {"WORDS": 0}, "letters and characters": {"LETTERS": 0}, "neighbours": {"ORDER": 0},
    "opposites": {"OPPOSITE": 1}, "denials": {"UNDENIED": 1, "DENIED": 1}, "worked out": {"WORKED_OUT": 0}, "the curve": {"power": 1},
}


def ablation(sets, c):
    print("\nwithout, all questions        " + "".join(f"{s.name:>13}" for s in sets) + f"{'mean':>8}")
    whole = np.array([s.measure(s.grade(share(s.features, c)), s.half(0) | s.half(1)) for s in sets])
    print(f"{'(nothing left out)':<30}" + "".join(f"{v:13.3f}" for v in whole) + f"{whole.mean():8.3f}")
    for name, change in WITHOUT.items():
        got = [s.measure(s.grade(share(s.features, c | change)), s.half(0) | s.half(1)) for s in sets]
        print(f"{name:<30}" + "".join(f"{v - w:+13.3f}" for v, w in zip(got, whole)) + f"{np.mean(got) - whole.mean():+8.3f}")


def thresholds(sets):
    """How often readers found a statement said, by its share; and the cut that is best for F1."""
    labelled = [s for s in sets if s.labelled]
    if not labelled:
        return
    shares = np.concatenate([share(s.features, constants()) for s in labelled])
    truth = np.concatenate([s.truth for s in labelled])
    print("\nshare       said  statements")
    for low in range(0, 100, 10):
        inside = (shares >= low) & (shares < low + 10 + (low == 90))
        if inside.any():
            print(f"{low:3}-{low + 9:<3} {truth[inside].mean():9.2f} {inside.sum():10}")
    best = max(range(1, 100), key=lambda cut: f1_score(truth, shares >= cut))
    print(f"best F1 {f1_score(truth, shares >= best):.3f} at a share of {best}")


# What is decided while a statement is taken apart takes a build to leave out: file, constant, the value that does it.
REBUILT = {
    "the question's words discounted": ("statement.rs", "ASKED", "100.0"),
    "common words told from other pairs": ("statement.rs", "WORD", "50.0"),
    "words akin": ("lexis.rs", "AKIN", "101"),
    "three sentences (one)": ("window.rs", "SENTENCES", "1"),
    "three sentences (all)": ("window.rs", "SENTENCES", "10000"),
}


def rebuilt(data, sets):
    """The same ablation for constants that the features depend on: in a copy of the project, one build each."""
    c = constants()
    whole = np.array([s.measure(s.grade(share(s.features, c)), s.half(0) | s.half(1)) for s in sets])
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "project"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns("target", ".git"))
        for name, (file, constant, value) in REBUILT.items():
            path = copy / "src/matching/derived" / file
            original = path.read_text()
            text, count = re.subn(rf"^(const {constant}: \w+) = [\d.]+;", rf"\1 = {value};", original, flags=re.M)
            assert count == 1, f"{file} has no {constant}"
            path.write_text(text)
            build = ["cargo", "build", "--quiet", "--example", "likeness", "--target-dir", copy / "target"]
            subprocess.run(build, cwd=copy, check=True)
            changed = [Set(data / s.name, copy / "target/debug/examples/likeness") for s in sets]
            path.write_text(original)
            got = [s.measure(s.grade(share(s.features, c)), s.half(0) | s.half(1)) for s in changed]
            print(f"{name:<34}" + "".join(f"{v - w:+9.3f}" for v, w in zip(got, whole)) + f"{np.mean(got) - whole.mean():+8.3f}", flush=True)


GRID = {"WORDS": (.4, .45, .5, .55, .6), "ORDER": (.05, .1, .15, .2), "OPPOSITE": (.75, .8, .85, .9, 1),
        "UNDENIED": (.75, .8, .85, 1), "DENIED": (.5, .6, .75, .85, 1), "WORKED_OUT": (0, .06, .12, .18, .25), "HALFWAY": (2, 4, 8), "GROUND": (.1, .2, .3),
        "power": (.6, .65, .7, .75, .8, 1)}


def search(sets, c):
    """Coordinate descent on the dev half; the three levels keep a sum of 1."""
    c = c | {"power": .75}
    best = mean(sets, c, 0)
    for _ in range(3):
        before = best
        for name, values in GRID.items():
            for value in values:
                tried = c | {name: value}
                tried["LETTERS"] = 1 - tried["WORDS"] - tried["ORDER"]
                got = mean(sets, tried, 0)
                if got > best + 1e-4:
                    best, c = got, tried
        if best - before < 1e-4:
            break
    print("\nbest on dev:", {k: c[k] for k in GRID} | {"LETTERS": round(c["LETTERS"], 2)})
    print(f"mean on dev {best:.4f}, on test {mean(sets, c, 1):.4f}; now {mean(sets, constants(), 0):.4f}, {mean(sets, constants(), 1):.4f}")
    table(sets, c)


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data", type=pathlib.Path)
    ap.add_argument("--likeness", default=ROOT / "target/release/examples/likeness", type=pathlib.Path)
    ap.add_argument("--search", action="store_true", help="look for better constants")
    ap.add_argument("--rebuild", action="store_true", help="also leave out what takes a build each")
    a = ap.parse_args()
    sets = [Set(folder, a.likeness) for folder in sorted(a.data.iterdir()) if (folder / "graded.jsonl").exists()]
    table(sets, constants())
    ablation(sets, constants())
    if a.rebuild:
        rebuilt(a.data, sets)
    thresholds(sets)
    if a.search:
        search(sets, constants())
