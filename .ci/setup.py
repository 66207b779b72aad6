"""What sets anscov up elsewhere: the action, the hook, and what `anscov init` writes, held against the schemas of those who
read it, linted, and run as they would run it.

    python3 .ci/setup.py BINARY

pre-commit takes the built binary (`language: system`): building the crate in its environment takes minutes and the network.
For the same reason the steps that install anscov are not run, and neither is the upload to code scanning. Needs
check-jsonschema, zizmor and pre-commit.
"""
import os, pathlib, pty, subprocess, sys, tempfile

import yaml

BINARY = pathlib.Path(sys.argv[1]).resolve()
ROOT = pathlib.Path(__file__).resolve().parent.parent
ANSWER = """# Round

## GMP 调度

**候选人回答**：G 是协程，M 是内核线程，P 是逻辑处理器。GOMAXPROCS 决定 M 的个数。
"""
GIT = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "a"), ("EMAIL", "a@b.c"))}


def run(*words, cwd, status=0, **env):
    """The output of a command, which must end with `status`."""
    done = subprocess.run([str(word) for word in words], cwd=cwd, env={**os.environ, **GIT, **env}, text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert done.returncode == status, f"{words}: {done.returncode} instead of {status}\n{done.stdout}"
    return done.stdout


def repository(folder):
    """A new repository with one answer, all of it staged."""
    folder.mkdir()
    (folder / "round 1.md").write_text(ANSWER)
    (folder / "README.md").write_text("# Nothing is asked here\n")
    run("git", "init", "--quiet", cwd=folder)
    run("git", "add", ".", cwd=folder)
    return folder


def schemas(project):
    """Every file, against the schema that check-jsonschema carries for it."""
    for schema, file in [("vendor.github-actions", ROOT / "action.yml"),
                         ("vendor.github-workflows", project / ".github/workflows/anscov.yml"),
                         ("vendor.gitlab-ci", project / ".gitlab-ci.yml")]:
        kind = ["--data-transform", "gitlab-ci"] if schema.endswith("gitlab-ci") else []
        run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *kind, file, cwd=ROOT)
    run("pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml", cwd=ROOT)
    run("pre-commit", "validate-config", project / ".pre-commit-config.yaml", cwd=ROOT)


def linted(folder, project):
    """The workflow and the action, by a linter for such; one that runs what a stranger wrote must not pass."""
    lint = ["zizmor", "--offline", "--no-progress", "--strict-collection", "--config", ROOT / ".ci/zizmor.yml"]
    workflow = project / ".github/workflows/anscov.yml"
    run(*lint, workflow, ROOT / "action.yml", cwd=ROOT)
    broken = folder / "broken/.github/workflows/anscov.yml"
    broken.parent.mkdir(parents=True)
    step = "      - run: echo ${{ github.event.head_commit.message }}\n"
    broken.write_text(workflow.read_text() + step)
    assert "template-injection" in run(*lint, broken, cwd=ROOT, status=14)
    broken.write_text(workflow.read_text().replace("    steps:", "    stpes:"))
    run(*lint, broken, cwd=ROOT, status=1)


def asked(folder):
    """`anscov init` on a terminal: yes to the first file, no to the second, and nothing to the others."""
    folder.mkdir()
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execv(BINARY, [str(BINARY), "init"])
    os.write(terminal, b"y\nn\n\n\x04")
    shown = b""
    while True:
        try:
            shown += os.read(terminal, 4096)
        except OSError:  # The other end is closed.
            break
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    written = sorted(path.name for path in folder.iterdir())
    assert (status, written) == (0, [".gitlab-ci.yml", "anscov.toml"]), (status, written, shown.decode())


def action(folder):
    """The script of the action's step that checks, with its inputs as the runner hands them over."""
    project = repository(folder / "action")
    (folder / "anscov/bin").mkdir(parents=True)
    (folder / "anscov/bin/anscov").symlink_to(BINARY)
    steps = yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]
    script = next(step for step in steps if step["name"] == "Check")["run"]
    summary = folder / "summary.md"
    for inputs, status in [({"PATHS": "round 1.md\nREADME.md", "SARIF": "a.sarif", "FAIL_UNDER": "99", "ARGS": "--isolated --hints"}, 1),
                           ({"PATHS": ".", "SARIF": "", "FAIL_UNDER": "", "ARGS": ""}, 0)]:
        summary.write_text("")
        shown = run("bash", "-eo", "pipefail", "-c", script, cwd=project, status=status,
                    RUNNER_TEMP=str(folder), GITHUB_STEP_SUMMARY=str(summary), **inputs)
        assert "::error file=round 1.md,line=5" in shown or "::warning file=round 1.md" in shown, shown
        assert summary.read_text().startswith("### Answer coverage"), summary.read_text()
        assert (project / "a.sarif").exists()


def jobs(folder, project):
    """The steps of the written workflow and job that check."""
    steps = yaml.safe_load((project / ".github/workflows/anscov.yml").read_text())["jobs"]["anscov"]["steps"]
    script = yaml.safe_load((project / ".gitlab-ci.yml").read_text())["anscov"]["script"]
    for place in folder / "home/.anscov/bin", project / ".anscov/bin":
        place.mkdir(parents=True)
        (place / "anscov").symlink_to(BINARY)
    summary = folder / "job.md"
    shown = run("bash", "-e", "-c", steps[-1]["run"], cwd=project, HOME=str(folder / "home"), GITHUB_STEP_SUMMARY=str(summary))
    assert "::" in shown and summary.exists(), shown
    shown = run("bash", "-e", "-c", script[-1], cwd=project)
    assert "coverage" in shown and (project / "gl-code-quality-report.json").exists(), shown


def hook(folder):
    """The hook as others take it from the repository, save for its language, on commits that pass and fail."""
    hooks = repository(folder / "hooks")
    [manifest] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    manifest.update(language="system", entry=manifest["entry"].replace("anscov", str(BINARY), 1))
    (hooks / ".pre-commit-hooks.yaml").write_text(yaml.safe_dump([manifest]))
    run("git", "add", ".", cwd=hooks)
    run("git", "commit", "--quiet", "--message", "hooks", cwd=hooks)
    revision = run("git", "rev-parse", "HEAD", cwd=hooks).strip()
    project = repository(folder / "committed")
    config = {"repos": [{"repo": str(hooks), "rev": revision, "hooks": [{"id": "anscov"}]}]}
    (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    run("git", "add", ".", cwd=project)
    home = {"PRE_COMMIT_HOME": str(folder / "pre-commit")}
    run("pre-commit", "install", cwd=project, **home)
    assert "Passed" in run("git", "commit", "--message", "reports", cwd=project, **home)
    (project / "anscov.toml").write_text("fail-under = 99\n")
    (project / "README.md").write_text("# Still nothing\n")
    run("git", "add", ".", cwd=project)
    shown = run("git", "commit", "--message", "fails", cwd=project, status=1, **home)
    assert "failed: fail-under: wanted 99%" in shown, shown


with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    project = repository(folder / "project")
    run(BINARY, "init", "--yes", cwd=project)
    schemas(project)
    linted(folder, project)
    asked(folder / "asked")
    action(folder)
    jobs(folder, project)
    hook(folder)
print("action, workflow, job and hook: valid, linted, and run")
