"""What others do to a run and its files while it runs."""

import os
import shutil
import signal
import subprocess
import time

from trial import FACES, PROGRAM, Place, Run, again_is_whole, tell, trial


@trial
def killed_at_each_write_of_the_ledger(whole):
    """A kill at the Nth write that SQLite makes, and at the Nth wait for the disk."""
    if not shutil.which("strace"):
        print("skip  | kill during a commit | needs strace")
        return True
    right = True
    for call, moments in [("pwrite64", [1, 4, 11, 16, 22, 37]), ("fsync", [1, 4]),
                          ("fdatasync", [1, 3, 5]), ("rename", [1, 3])]:
        for moment in moments:
            place = Place()
            command = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e",
                       f"inject={call}:signal=KILL:when={moment}", str(PROGRAM), *map(str, place.arguments())]
            done = subprocess.run(command, capture_output=True)
            again = again_is_whole(place, whole)
            said = f"kill at {call} {moment}: strace says {done.returncode}; {len(place.temporary())} temporary files"
            right = tell(said, again) and again.code == 0 and not place.temporary() and right
            place.remove()
    return right


@trial
def output_removed(whole):
    place = Place(24)
    run = place.start()
    place.wait_for(1, run)
    shutil.rmtree(place.output, ignore_errors=True)
    run.ended()
    right = tell("output removed while running", run, place, {}) and run.code == 1
    place = Place(24)
    run = place.start()
    place.wait_for(1, run)
    os.rename(place.output, place.folder / "elsewhere")
    os.symlink(place.folder / "elsewhere", place.output)
    run.ended()
    return tell("output folder made a link", run, place, {}, place.run) and right


@trial
def output_made_a_link(whole):
    place = Place(24)
    victim = place.folder / "victim.jpg"
    victim.write_bytes(b"victim")
    run = place.start()
    place.wait_for(1, run)
    for face in FACES[16:24]:
        if not (place.output / face.name).exists():
            os.symlink(victim, place.output / face.name)
    run.ended()
    right = victim.read_bytes() == b"victim"
    return tell("outputs made links meanwhile", run, place, {}, note="" if right else " VICTIM WRITTEN") and right


@trial
def input_changes(whole):
    right = True
    for kind in ["removed", "truncated", "replaced", "made a folder", "made a pipe", "made a link"]:
        place = Place(24)
        run = place.start()
        place.wait_for(1, run)
        for file in sorted(place.input.iterdir())[16:]:
            if kind == "truncated":
                os.truncate(file, 500)
            elif kind == "replaced":
                shutil.copy(FACES[30], file)
            else:
                file.unlink()
            if kind == "made a folder":
                file.mkdir()
            elif kind == "made a pipe":
                os.mkfifo(file)
            elif kind == "made a link":
                file.symlink_to("/dev/zero")
        right = tell(f"inputs {kind} while running", run.ended(60), place, {}) and right
    return right


@trial
def two_processes(whole):
    place = Place()
    one, other = place.start(), place.start()
    one.ended()
    other.ended()
    right = sorted([one.code, other.code]) == [0, 1]
    loser = one if one.code else other
    return tell("two processes", loser, place, whole) and right


@trial
def signals(whole):
    right = True
    for name, wanted in [("SIGINT", 130), ("SIGTERM", 143)]:
        for times in [1, 2]:
            place = Place(24)
            run = place.start()
            place.wait_for(1, run)
            for _ in range(times):
                run.process.send_signal(getattr(signal, name))
                time.sleep(0.2)  # two at once may arrive as one
            run.ended()
            fine = run.code == wanted if times == 1 else run.code in (wanted, -getattr(signal, name))
            ended, run.code = run.code, 1 if fine else -1
            right = tell(f"{name}, {times} time(s): ended with {ended}", run, None, None, place.run) and not place.temporary() and right
    return right


@trial
def clock_goes_back(whole):
    if not shutil.which("faketime"):
        print("skip  | clock going back | needs Debian's package faketime")
        return True
    place = Place()
    run = place.start()
    place.wait_for(3, run)
    run.process.kill()
    run.ended()
    run = Run(["-f", "@1999-12-31 23:00:00", str(PROGRAM), *place.arguments()], executable=shutil.which("faketime"))
    return tell("clock back to 1999 after a kill", run.ended(), place, whole, place.run) and place.written() == whole
