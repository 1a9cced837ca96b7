#!/usr/bin/env python3
"""Measures what the tests notice: makes random changes of one operator or constant in src, one at a time, and runs the
tests on each until one fails. From the top of the tree, as root:

    [SEED=1] [COUNT=100] [JOBS=1] [NEAR=1] [ALL=1] tests/mutate.py [FILE.c...]

SEED chooses the changes, COUNT is how many of them count, JOBS how many are tried at a time, and FILEs, if there are any,
are the only ones changed. A change that does not compile, or that compiles to the same object, does not count. The unit tests
of the changed file's room run first, then all others, the quick before the slow; NEAR=1 runs those of its room alone, for
a first look; ALL=1 adds the scripts.
Prints a line for each change, and at the end those that survived. The log, build/mutate/SEED-….log, is taken up again
by the next run with the same SEED and the same src: what has been caught stays so, what has survived is tried again if
tests/ has changed.

The copies of the tree are in /var/tmp. The tests run in a PID namespace, because a changed program may send a signal to
any process, with a /tmp of their own and a limit of memory."""

import hashlib
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOMS = "base text content search layout state ui config reader kiosk linear view system term".split()
SCRIPTS = ["tests/po_test.sh", "tests/smoke/tmux.sh", "tests/smoke/terminals.sh"]
NEAR = bool(os.environ.get("NEAR"))
FLAGS = "-O2 -g0 -fPIC"
MEMORY = 8 << 30
# The arguments are a folder to be the test's /tmp, and the test. The first process of a namespace ignores signals, so a
# test must not be it.
ISOLATE = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c",
           'mount --bind "$1" /tmp && shift && "$@"; exit $?', "sh"]

TOKEN = re.compile(r"""
      (?P<skip> \s+ | //[^\n]* | /\*.*?\*/ | ^[ \t]*\#(?:\\\n|[^\n])* )
    | (?P<text> (?:u8|[LuU])?"(?:\\.|[^"\\])*" | [LuU]?'(?:\\.|[^'\\])*' )
    | (?P<number> \.?[0-9](?:[eEpP][+-]|[0-9A-Za-z_.])* )
    | (?P<word> [A-Za-z_]\w* )
    | (?P<sign> <<=|>>=|\.\.\.|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|. )
    """, re.VERBOSE | re.DOTALL | re.MULTILINE)

SWAPPED = {
    "==": ["!="], "!=": ["=="], "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"],
    "&&": ["||"], "||": ["&&"], "++": ["--"], "--": ["++"], "+=": ["-="], "-=": ["+="], "<<": [">>"], ">>": ["<<"],
    "|": ["&"], "|=": ["&="], "&=": ["|="], "*": ["/"], "/": ["*"], "%": ["*"], "true": ["false"], "false": ["true"],
}
BINARY = {"+": ["-"], "-": ["+"]}
KEYWORDS = {"return", "case", "sizeof", "else", "do", "goto", "while", "if", "for", "switch"}


class Change:
    def __init__(self, path, line, start, end, old, new):
        self.path, self.line, self.start, self.end, self.old, self.new = path, line, start, end, old, new

    def __str__(self):
        return f"{self.path}:{self.line}: {self.old or 'no'} → {self.new or 'nothing'}"


def tokens_of(text):
    """The tokens of a C file but for comments and preprocessor lines: (kind, text, offset)."""
    return [(m.lastgroup, m.group(), m.start()) for m in TOKEN.finditer(text) if m.lastgroup != "skip"]


def is_operand(token):
    kind, text, _ = token
    return kind in ("text", "number") or text in (")", "]") or (kind == "word" and text not in KEYWORDS)


def replacements(tokens, i):
    """What the token may become, each with the reason that it is one operator or constant."""
    kind, text, _ = tokens[i]
    before = tokens[i - 1] if i else ("sign", ";", 0)
    after = tokens[i + 1] if i + 1 < len(tokens) else ("sign", ";", 0)
    if kind == "number":
        if not re.fullmatch(r"\d{1,6}", text):
            return []
        # A buffer with room to spare, which nothing shows.
        if before[1] == "[" and after[1] == "]" and len(text) > 1:
            return []
        number = int(text)
        return ["1"] if number == 0 else ["0", "2"] if number == 1 else [str(number + 1), str(number - 1)]
    if text == "!":
        return [""]
    if text in BINARY and is_operand(before):
        return BINARY[text]
    if text == "*" and not (is_operand(before) and is_operand(after) and before[0] != "word"):
        return []
    return SWAPPED.get(text, [])


def changes_of(path):
    text = path.read_text(encoding="utf-8")
    tokens = tokens_of(text)
    changes = []
    depth = 0
    bool_function = False
    for i, (kind, word, start) in enumerate(tokens):
        if word == "{":
            # The function's head is what stands before its first brace.
            if depth == 0:
                head = []
                for token in reversed(tokens[:i]):
                    if token[1] in (";", "}"):
                        break
                    head.append(token[1])
                bool_function = "bool" in head and head[-1] in ("bool", "static") and ")" == head[0] and (
                    head[-1] == "bool" or head[-2] == "bool" or (head[-2] == "inline" and head[-3] == "bool"))
            depth += 1
        elif word == "}":
            depth -= 1
        elif word in ("assert", "static_assert", "_Static_assert"):
            continue
        line = text.count("\n", 0, start) + 1
        for new in replacements(tokens, i):
            changes.append(Change(path, line, start, start + len(word), word, new))
        if word == "return" and bool_function and tokens[i + 1][1] not in ("true", "false", ";", "!"):
            end = next(t[2] for t in tokens[i:] if t[1] == ";")
            value = text[start + 7:end]
            changes.append(Change(path, line, start + 7, end, value, f"!({value})"))
    return changes


def read_bytes(path):
    return path.read_bytes() if path.exists() else None


class Tree:
    """A copy of the tree, built with the objects in a library, so that the tests need no linking after a change."""

    def __init__(self, folder):
        self.root = folder
        self.library = self.root / "build/libkanbao.so"
        self.temporary = self.root / "t"
        self.process = None
        self.root.mkdir()
        for name in ("src", "include", "tests", "content", "config", "Makefile"):
            copy = shutil.copytree if Path(name).is_dir() else shutil.copy2
            copy(name, self.root / name)
        sources = sorted((self.root / "src").glob("*/*.c"))
        self.objects = [f"build/{p.parent.name}/{p.stem}.o" for p in sources if p.parent.name not in ("term", "app")]
        tests = sorted((self.root / "tests").glob("*/test_*.c"))
        self.tests = [f"build/tests/{p.parent.name}/{p.stem}" for p in tests]
        self.link = ["build/kanbao", "build/tests/relay/relay"] + [t for t in self.tests if "/term/" in t]

    def command(self, arguments, seconds=600):
        """Whether a command of the build succeeds."""
        return subprocess.run(arguments, cwd=self.root, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, timeout=seconds, check=False).returncode == 0

    def make(self, targets):
        return self.command(["make", "-s", "-j2", "-o", "build/libkanbao.so", f"CFLAGS={FLAGS}", "LANGUAGES=en",
                             "LDFLAGS=-Wl,-rpath,'$$ORIGIN/../..'", "TEST_OBJECTS=build/libkanbao.so", *targets])

    def make_library(self):
        return self.command(["gcc", "-shared", "-Wl,-soname,libkanbao.so", "-o", "build/libkanbao.so", *self.objects,
                             "-lunistring", "-lmd4c", "-liniparser", "-lyaml"])

    def build(self):
        return (self.make(self.objects) and self.make_library()
                and self.make(["all", *self.tests, "build/tests/smoke/witness", *self.link]))

    def run(self, test, seconds):
        """Why a test fails: the name of its first failed case, or how it ended; None if it does not."""
        shutil.rmtree(self.temporary, ignore_errors=True)
        self.temporary.mkdir()
        self.temporary.chmod(0o1777)
        environment = {**os.environ, "KANBAO": "build/kanbao", "BUILD": "build", "LC_ALL": "C.UTF-8",
                       "CMOCKA_MESSAGE_OUTPUT": "TAP", "TMPDIR": "/tmp"}
        self.process = process = subprocess.Popen([*ISOLATE, self.temporary, *test.split()], cwd=self.root, env=environment, text=True,
                                   errors="replace", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, start_new_session=True, preexec_fn=limit)
        late = []
        timer = threading.Timer(seconds, lambda: (late.append(1), end(process)))
        timer.start()
        failed = None
        for line in process.stdout:
            if line.startswith("not ok") and "# SKIP" not in line:
                failed = re.sub(r"^not ok \d* *-? *", "", line).strip()
                end(process)
                break
        process.stdout.close()
        status = process.wait()
        timer.cancel()
        if failed or status == 0:
            return failed
        return "did not end in time" if late else f"ended with status {status}"


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def end(process):
    """Ends the namespace's first process, with which the kernel ends all others in it."""
    if process.poll() is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def order(tests, seconds, changed):
    """The tests from near and quick to far and slow; scripts last."""
    room, module = changed.parent.name, changed.stem

    def rank(test):
        parts = test.removeprefix("build/tests/").split("/")
        far = 0 if parts == [room, f"test_{module}"] else 1 if parts[0] == room and seconds[test] < 10 else 2
        return test.startswith("tests/"), far, seconds[test]

    return sorted(tests, key=rank)


class Log:
    """One line for each change that was tried: its number, outcome, the state of the tests, and a description."""

    def __init__(self, path, tests):
        self.path, self.tests, self.lock = path, tests, threading.Lock()
        self.known = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                number, outcome, seen, text = line.split("\t", 3)
                self.known[int(number)] = (outcome, seen, text)

    def lookup(self, number):
        outcome, seen, _ = self.known.get(number, (None, None, None))
        return None if outcome == "survived" and seen != self.tests else outcome

    def add(self, number, outcome, text):
        with self.lock:
            self.known[number] = (outcome, self.tests, text)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(f"{number}\t{outcome}\t{self.tests}\t{text}\n")
            print(f"{number:4}  {outcome:12}  {text}", flush=True)


def digest(*folders):
    found = hashlib.sha256()
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file() and path.suffix not in (".md", ".py", ".sh"):
                found.update(str(path).encode() + path.read_bytes())
    return found.hexdigest()[:8]


def attempt(tree, change, seconds, tests):
    """Makes the change in the tree, tries it, and undoes it: (outcome, what is to be said of it)."""
    path = tree.root / change.path
    target = f"build/{change.path.parent.name}/{change.path.stem}.o"
    original, object_before = path.read_bytes(), read_bytes(tree.root / target)
    text = original.decode()
    begun = time.monotonic()
    try:
        path.write_text(text[:change.start] + change.new + text[change.end:], encoding="utf-8")
        shown = path.read_text(encoding="utf-8").splitlines()[change.line - 1].strip()
        if not tree.make([target]):
            return "no build", f"{change}"
        if read_bytes(tree.root / target) == object_before:
            return "same object", f"{change}    {shown}"
        if not tree.make_library() or not tree.make(tree.link):
            return "no build", f"{change}"
        ordered = order(tests, seconds, change.path)
        if NEAR:
            ordered = [test for test in ordered if test.split("/")[2:-1] == [change.path.parent.name]]
        for test in ordered:
            wait = 20 + 6 * seconds[test]
            failed = tree.run(test, wait)
            # In a terminal a test may fail by the machine's load.
            if failed and "/pty/" in test:
                failed = tree.run(test, wait)
            if failed:
                name = test.removeprefix("build/").removeprefix("tests/")
                return "caught", f"{change}    by {name}: {failed} ({time.monotonic() - begun:.0f} s)"
        return "survived", f"{change}    {shown} ({time.monotonic() - begun:.0f} s)"
    finally:
        path.write_bytes(original)
        if object_before is not None and read_bytes(tree.root / target) != object_before:
            (tree.root / target).write_bytes(object_before)
            tree.make_library()


def measure(tree, tests, cache):
    """How long each test takes on the unchanged program, known from an earlier run if both are the same as then. Those
    that fail there are left out."""
    known = json.loads(cache.read_text()) if cache.exists() else {}
    seconds = {}
    program = b"".join((tree.root / "build" / name).read_bytes() for name in ("kanbao", "libkanbao.so"))
    for test in tests:
        path = tree.root / test.split()[0]
        state = hashlib.sha256(program + path.read_bytes()).hexdigest()
        if known.get(test, [None])[0] != state:
            begun = time.monotonic()
            failed = tree.run(test, 1200)
            if failed:
                print(f"left out, since it fails without a change: {test}: {failed}", flush=True)
                continue
            known[test] = [state, time.monotonic() - begun]
            cache.write_text(json.dumps(known))
        seconds[test] = known[test][1]
    return seconds


def main():
    if not Path("src/app/main.c").exists():
        sys.exit("tests/mutate.py: run it from the top of the tree")
    if subprocess.run([*ISOLATE, "/tmp", "true"], check=False, stderr=subprocess.DEVNULL).returncode != 0:
        sys.exit("tests/mutate.py: needs namespaces: run it as root, with unshare and mount of util-linux")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    seed = os.environ.get("SEED", "1")
    count, jobs = int(os.environ.get("COUNT", "100")), int(os.environ.get("JOBS", "1"))
    paths = [Path(name) for name in sys.argv[1:]] or sorted(Path("src").glob("*/*.c"))
    changes = [change for path in paths for change in changes_of(path)]
    random.Random(seed).shuffle(changes)
    folder = Path(os.environ.get("BUILD", "build")) / "mutate"
    folder.mkdir(parents=True, exist_ok=True)
    name = ("near-" if NEAR else "") + f"{seed}-{digest('src', 'include')}" + "".join("-" + path.stem for path in paths if sys.argv[1:])
    log = Log(folder / f"{name}.log", digest("tests"))
    print(f"{len(changes)} changes are possible; the log is {log.path}", flush=True)

    with tempfile.TemporaryDirectory(prefix="kanbao-mutate-", dir="/var/tmp") as work:
        # Some tests give up root's rights.
        os.chmod(work, 0o711)
        trees = [Tree(Path(work) / str(i)) for i in range(jobs)]
        try:
            for tree in trees:
                if not tree.build():
                    sys.exit(f"tests/mutate.py: the unchanged tree does not build in {tree.root}")
            tests = [*trees[0].tests, "tests/check_rooms.sh build"] + (SCRIPTS if os.environ.get("ALL") else [])
            if NEAR:
                rooms = {path.parent.name for path in paths}
                tests = [test for test in tests if test.split("/")[2:-1] in [[room] for room in rooms]]
            seconds = measure(trees[0], tests, folder / "seconds.json")
            print(f"without a change, the tests take {sum(seconds.values()):.0f} s", flush=True)
            run_all(trees, changes, count, log, seconds)
        finally:
            # Nothing is to stop the clearing away.
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            threading.excepthook = lambda *_: None
            for tree in trees:
                if tree.process:
                    end(tree.process)
    report(log, count)


def run_all(trees, changes, count, log, seconds):
    lock = threading.Lock()
    state = {"next": 0, "counted": 0}

    def work(tree):
        while True:
            with lock:
                if state["counted"] >= count or state["next"] >= len(changes):
                    return
                number = state["next"]
                state["next"] += 1
                # Counted in advance, so that two jobs do not try one change too many.
                state["counted"] += 1
            outcome = log.lookup(number)
            if outcome is None:
                outcome, text = attempt(tree, changes[number], seconds, list(seconds))
                log.add(number, outcome, text)
            if outcome not in ("caught", "survived"):
                with lock:
                    state["counted"] -= 1

    threads = [threading.Thread(target=work, args=(tree,), daemon=True) for tree in trees]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def report(log, count):
    counted = [(number, *entry) for number, entry in sorted(log.known.items()) if entry[0] in ("caught", "survived")]
    counted = counted[:count]
    survived = [entry for entry in counted if entry[1] == "survived"]
    if survived:
        print("survived:")
    for number, _, _, text in survived:
        print(f"{number:4}  {text}")
    print(f"{len(counted) - len(survived)} of {len(counted)} changes were caught")


if __name__ == "__main__":
    main()
