"""The program on the real documents kept beside the project.

    python3 .ci/seeds.py BINARY SHARED
"""
import json, pathlib, subprocess, sys

binary, shared = sys.argv[1], pathlib.Path(sys.argv[2])
seed = {p.name[:3]: p for p in (shared / "seeds").glob("*.txt")}
truth = {p.stem[-3:]: json.loads(p.read_text()) for p in (shared / "seeds-truth").glob("*.json")}


def run(*args):
    return subprocess.run([binary, *map(str, args)], capture_output=True)


def same(what, got, want):
    if got != want:
        sys.exit(f"{what}: got {got!r}, want {want!r}")
    print(f"ok  {what}")


def listed(name):
    return json.loads(run("list", "--format", "json", seed[name]).stdout)["documents"][0]["questions"]


def span(span):
    return (span["start_line"], span["end_line"]) if span else (None, None)


# The transcript: ten questions, three answered, nothing of the template scored.
tops = [row for row in truth["004"] if row.get("parent") is None and row.get("kind", "question") == "question"]
got = [q for q in listed("004") if q["parent"] is None]
same("seed 004: questions", [q["line"] for q in got], [row["question_line"] for row in tops])
same("seed 004: answers", [span(q["answer"]) for q in got], [(row["answer_first_line"], row["answer_last_line"]) for row in tops])
same("seed 004: states", [q["status"] for q in got[:5]], ["answered"] * 3 + ["empty", "placeholder"])
bound = [q["rubric"] for q in got]
same("seed 004: every question bound, each to a rubric of its own", (None in bound, len(set(bound))), (False, 10))

check = run("check", "--format", "json", seed["004"])
same("seed 004: check exits", check.returncode, 0)
questions = json.loads(check.stdout)["documents"][0]["questions"]
gmp = questions[0]
wrong = [m for m in gmp["misconceptions"] if "GOMAXPROCS" in m["quote"]]
same("seed 004: the claim on GOMAXPROCS is reported at its line", [m["start_line"] for m in wrong], [20])
for point, line in [("steal", 23), ("hand", 24), ("spin", 25)]:
    lines = {e["start_line"] for k in gmp["keypoints"] if point in k["id"] and k["verdict"] == "covered" for e in k["evidence"]}
    same(f"seed 004: {point} is covered on line {line}", line in lines, True)
slots = [(row["answer_first_line"] or 0, row["answer_last_line"] or -1) for row in tops]
stray = [e for q, (first, last) in zip(questions, slots) for k in q["keypoints"] for e in k["evidence"] if not first <= e["start_line"] <= e["end_line"] <= last]
same("seed 004: no evidence outside the answers", stray, [])

# The sheet of expected answers: reference and focus slots, nothing to check.
got = listed("002")
same("seed 002: questions", [q["line"] for q in got if q["parent"] is None], [row["question_line"] for row in truth["002"]])
same("seed 002: reference answers", [span(q["reference"]) for q in got], [(row["answer_first_line"], row["answer_last_line"]) for row in truth["002"]])
same("seed 002: no candidate's answers", {json.dumps(q["answer"]) for q in got}, {"null"})
check = run("check", seed["002"])
same("seed 002: check exits", check.returncode, 2)
same("seed 002: and says why", b"reference" in check.stderr, True)

# Every gradable question binds to a rubric by its own title.
UNGRADABLE = {
    ("000", 3): "introducing oneself is no question of knowledge",
    ("000", 9): "how long one has used Go has no right answer",
}
unbound = []
count = 0
for n, rows in sorted(truth.items()):
    rubric = {q["line"]: q["rubric"] for q in listed(n)}
    for row in rows:
        line = row["question_line"]
        asked = row.get("kind", "question") in ("question", "followup") and line in rubric
        if asked and (n, line) not in UNGRADABLE:
            count += 1
            unbound += [(n, line, row["title"])] if rubric[line] is None else []
same(f"seeds: {count} questions bound, {len(UNGRADABLE)} not gradable", unbound, [])
same("seeds: enough of them were looked at", count > 250, True)
