"""What trials of the program share: a place to run it in, what became of a run, the table."""

import os
import pathlib
import re
import resource
import shutil
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("ANTIFAZ", ROOT / "build/release/antifaz"))
FACES = sorted((ROOT / "samples/faces").glob("*.jpg"))
NOBODY = 65534
TRIALS = {}


def lines_of(text):
    """What was said, without the progress line."""
    lines = re.split(r"[\r\n]+", text.decode("utf-8", "backslashreplace"))
    return [line.strip() for line in lines if line.strip() and not re.match(r"protect +\d", line)]


class Run:
    """One run of the program, to its end or under way."""

    def __init__(self, arguments, out=None, **options):
        self.started = time.time()
        self.out = out or subprocess.PIPE
        self.process = subprocess.Popen([str(PROGRAM), *map(os.fspath, arguments)], stdin=subprocess.DEVNULL,
                                        stdout=self.out, stderr=subprocess.PIPE, **options)

    def ended(self, patience=180):
        try:
            out, err = self.process.communicate(timeout=patience)
            self.code = self.process.returncode
        except subprocess.TimeoutExpired:
            self.process.kill()
            out, err = self.process.communicate()
            self.code = "hangs"
        self.lines = lines_of(err or b"") + lines_of(out or b"")
        self.errors = lines_of(err or b"")
        self.seconds = time.time() - self.started
        return self

    def died(self):
        return self.code == "hangs" or self.code < 0 or self.code > 2


class Place:
    """A folder with photographs to protect, and where they go."""

    def __init__(self, photographs=3):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="antifaz-trial-"))
        os.chmod(self.folder, 0o777)
        self.input = self.folder / "in"
        self.output = self.folder / "out"
        self.input.mkdir()
        for face in FACES[:photographs]:
            shutil.copy(face, self.input)

    def arguments(self, *more):
        return ["anonymize", self.input, "--output", self.output, "--seed", "5", "--threads", "1", *more]

    def run(self, *more, **options):
        return Run(self.arguments(*more), **options).ended()

    def start(self, *more, **options):
        return Run(self.arguments(*more), **options)

    def written(self):
        return {path.relative_to(self.output): path.read_bytes() for path in sorted(self.output.rglob("*"))
                if path.is_file() and ".antifaz" not in path.parts} if self.output.exists() else {}

    def temporary(self):
        return [path for path in self.output.rglob(".antifaz-*.tmp")]

    def wait_for(self, photographs, run):
        while run.process.poll() is None and len(self.written()) < photographs:
            time.sleep(0.005)

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def wrong_files(place, whole):
    """The outputs that aren't what an uninterrupted run writes; unprotected ones above all."""
    originals = {path.read_bytes() for path in place.input.iterdir() if path.is_file() and not path.is_symlink()}
    wrong = []
    for name, data in place.written().items():
        if data in originals:
            wrong.append(f"{name} is UNPROTECTED")
        elif whole.get(name, data) != data:
            wrong.append(f"{name} differs")
    return wrong


def tell(name, run, place=None, whole=None, again=None, note=""):
    """A row of the table; True where nothing is wrong with it, nor with what `again` runs after that."""
    state, bad = [], run.died()
    if place is not None:
        state.append(f"{len(place.written())} written")
        left = place.temporary()
        wrong = wrong_files(place, whole or {})
        if left:
            state.append(f"{len(left)} TEMPORARY FILES")
        state += wrong
        bad = bad or bool(left) or bool(wrong)
    if again is not None:
        then = again()
        state.append(f"then: {then.code}, {then.lines[-1] if then.lines else ''}")
        bad = bad or then.code != 0
    said = run.errors[-1] if run.errors else (run.lines[-1] if run.lines else "")
    print(f"{'WRONG' if bad else 'ok':5} | {name} | {run.code} | {said[:230]} | {'; '.join(state)[:300]}{note}", flush=True)
    return not bad


def trial(function):
    TRIALS[function.__name__] = function
    return function


def needs_root(function):
    def or_skip(whole):
        if os.geteuid() == 0:
            return function(whole)
        print(f"skip  | {function.__name__} | needs root", flush=True)
        return True
    TRIALS[function.__name__] = or_skip
    return function


def limited(what, amount):
    return lambda: resource.setrlimit(what, (amount, amount))


def mount(folder, size):
    """A disk of so many kB, in memory."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", folder], check=True)


def unmount(folder):
    subprocess.run(["umount", folder], check=True)


def again_is_whole(place, whole):
    """The same command once more; it must come to what an uninterrupted run writes."""
    run = place.run()
    if run.code == 0 and place.written() != whole:
        run.code, run.lines = -1, ["OTHER FILES than an uninterrupted run's"]
    return run
