"""What strong answers of the blind panels earn on the rubrics of other subjects.

    python3 .ci/crosstalk.py BINARY [-v] [PANEL …]

Each answer is held against every question that stands in another folder of `rubrics/` and shares no topic with its own.
Prints the mean and how many pairs earn more than fifteen, with `-v` those pairs and the key points that were made there, and
fails where there is such a pair or the mean is above its ceiling. The panels are `subjects`, `ten-rubrics` and `claims`
unless others are named; nobody who changes rubrics is to see with `-v` what the others earn. What is done against these
pairs must not take right answers for off-topic ones, which `panel.py` looks at.
"""
import json, pathlib, subprocess, sys, threading

MOST, MOST_MEAN = 15, 0.05

questions = {}
for path in sorted(pathlib.Path("rubrics").rglob("*.json")):
    rubric = json.loads(path.read_text(encoding="utf-8"))
    for question in rubric.get("questions", []):
        topics = {topic.split("/")[0] for topic in question.get("topics", [])}
        questions[f"{rubric['id']}/{question['id']}"] = (path.parts[1], topics)

panels = [argument for argument in sys.argv[2:] if argument != "-v"] or ["subjects", "ten-rubrics", "claims"]
answers = []
for panel in panels:
    rows = map(json.loads, open(f"tests/panel/{panel}.jsonl", encoding="utf-8"))
    answers += [row for row in rows if row["kind"] == "strong"]

pairs = []
for answer in answers:
    folder, topics = questions[answer["question"]]
    pairs += [(answer, name) for name, (its, shared) in questions.items() if its != folder and not shared & topics]

run = subprocess.Popen([sys.argv[1], "grade"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def ask():
    for n, (answer, name) in enumerate(pairs):
        run.stdin.write(json.dumps({"id": n, "question": name, "answer": answer["answer"]}).encode() + b"\n")
    run.stdin.close()


threading.Thread(target=ask, daemon=True).start()
total, graded, above = 0, 0, []
for line, (answer, name) in zip(run.stdout, pairs):
    got = json.loads(line)
    total, graded = total + got["coverage"], graded + 1
    if got["coverage"] > MOST:
        above.append((got, answer, name))
assert run.wait() == 0 and graded == len(pairs) > 1_000, "one line out for each line in"

mean = total / graded
print(f"{len(answers)} answers, {graded} pairs: mean {mean:.3f} (at most {MOST_MEAN}), above {MOST} {len(above)} (none)")
for got, answer, name in above if "-v" in sys.argv else []:
    print(f"\nan answer to {answer['question']} earns {got['coverage']} on {name}: {answer['answer'][:60]!r} …")
    for point in got["keypoints"]:
        if point["score"]:
            print(f"  {point['id']} {point['score']}: {' | '.join(evidence['quote'] for evidence in point['evidence'])}")
sys.exit(bool(above) or mean > MOST_MEAN)
