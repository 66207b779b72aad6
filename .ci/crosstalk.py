"""What strong answers of the blind panels earn on the rubrics of other subjects.

    python3 .ci/crosstalk.py BINARY

An answer is held against forty questions, picked by their hash, that stand in another folder of `rubrics/` and share no
topic with its own. Prints the mean, and the share of pairs above fifteen, and fails where one is above its ceiling.
"""
import collections, hashlib, json, pathlib, subprocess, sys

MOST_MEAN, MOST_SHARE, EACH = 0.1, 0.0015, 40

questions = {}
for path in sorted(pathlib.Path("rubrics").rglob("*.json")):
    rubric = json.loads(path.read_text(encoding="utf-8"))
    for question in rubric.get("questions", []):
        topics = {topic.split("/")[0] for topic in question.get("topics", [])}
        questions[f"{rubric['id']}/{question['id']}"] = (path.parts[1], topics)

answers = []
for panel in ("subjects", "ten-rubrics", "claims"):
    rows = map(json.loads, open(f"tests/panel/{panel}.jsonl", encoding="utf-8"))
    answers += [row for row in rows if row["kind"] == "strong"]

pairs = []
for answer in answers:
    folder, topics = questions[answer["question"]]
    other = [name for name, (its, shared) in questions.items() if its != folder and not shared & topics]
    other.sort(key=lambda name: hashlib.sha256((name + answer["answer"]).encode()).digest())
    pairs += [(name, answer["answer"]) for name in other[:EACH]]

lines = "".join(json.dumps({"id": n, "question": q, "answer": a}) + "\n" for n, (q, a) in enumerate(pairs))
run = subprocess.run([sys.argv[1], "grade"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
earned = [json.loads(line)["coverage"] for line in run.stdout.splitlines()]
assert len(earned) == len(pairs) > 10_000, "one line out for each line in"

mean, above = sum(earned) / len(earned), [name for (name, _), coverage in zip(pairs, earned) if coverage > 15]
share = len(above) / len(earned)
print(f"{len(answers)} answers, {len(pairs)} pairs: mean {mean:.2f} (at most {MOST_MEAN}), above fifteen {share:.2%} (at most {MOST_SHARE:.2%})")
print("most often:", ", ".join(f"{name} {times}" for name, times in collections.Counter(above).most_common(8)))
sys.exit(mean > MOST_MEAN or share > MOST_SHARE)
