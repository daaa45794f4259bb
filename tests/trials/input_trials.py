"""Odd names, files that are none, and odd surroundings."""

import os
import pathlib
import shutil
import socket
import subprocess

from trial import FACES, NOBODY, PROGRAM, Place, Run, needs_root, tell, trial


@trial
def odd_names(whole):
    place = Place(1)
    names = [b"x" * 251 + b".jpg", b"two\nlines.jpg", b"not \xff utf-8.jpg", b"-first.jpg", b"--output.jpg", b"a b'c\"d$(e).jpg",
             b"\x1b[31mred.jpg", b" .jpg", "ä.jpg".encode()]
    for name in names:
        shutil.copy(FACES[0], os.path.join(os.fsencode(place.input), name))
    run = place.run("--json")
    right = tell("odd names", run, place, {}) and run.code == 0 and len(place.written()) == 1 + len(names)
    place.remove()
    place = Place(0)
    shutil.copy(FACES[0], place.folder / "-first.jpg")
    run = Run(["anonymize", "--output", "out", "--", "-first.jpg"], cwd=place.folder).ended()
    right = tell("'-- -first.jpg' by name", run, place, {}) and run.code == 0 and right
    run = Run(["anonymize", "--output", "out2", "-first.jpg"], cwd=place.folder).ended()
    return tell("'-first.jpg' by name", run) and run.code == 2 and right


@trial
def long_paths(whole):
    right = True
    for length in [3800, 4070, 4090]:
        place = Place(1)
        at, here = os.open(place.input, os.O_RDONLY), len(str(place.input))
        while here < length:
            part = "d" * max(1, min(200, length - here - 1))
            os.mkdir(part, dir_fd=at)
            at, here = os.open(part, os.O_RDONLY, dir_fd=at), here + 1 + len(part)
        with open(os.open("a.jpg", os.O_CREAT | os.O_WRONLY, dir_fd=at), "wb") as file:
            file.write(FACES[1].read_bytes())
        right = tell(f"a path of {here + 6} bytes", place.run(), place, {}) and right
        subprocess.run(["rm", "-rf", place.folder])
    return right


@trial
def no_photographs(whole):
    """Among the inputs: a pipe, a socket, a device, links that lead nowhere or round, a file of /proc."""
    place = Place(2)
    os.mkfifo(place.input / "pipe.jpg")
    socket.socket(socket.AF_UNIX).bind(str(place.input / "socket.jpg"))
    (place.input / "nowhere.jpg").symlink_to("gone.jpg")
    (place.input / "self.jpg").symlink_to("self.jpg")
    (place.input / "round").symlink_to(".")
    (place.input / "zero.jpg").symlink_to("/dev/zero")
    (place.input / "proc.jpg").symlink_to("/proc/kmsg")
    (place.input / "folder.jpg").mkdir()
    (place.input / "empty.jpg").write_bytes(b"")
    if os.geteuid() == 0:
        os.mknod(place.input / "device.jpg", 0o600 | 0o020000, os.makedev(1, 3))
    run = place.run()
    for line in run.errors:
        print(f"      | {line.replace(str(place.folder), '')[:160]}")
    right = tell("what is no photograph", run, place, {}) and run.code == 1 and len(place.written()) == 2
    for name in ["pipe.jpg", "socket.jpg", "zero.jpg"]:
        right = tell(f"{name} by name", Run(["anonymize", place.input / name, "--output", place.folder / "o"]).ended(30)) and right
    return right


@needs_root
def unreadable(whole):
    place = Place(2)
    for name in ["closed", "open"]:
        (place.input / name).mkdir()
        shutil.copy(FACES[3], place.input / name)
    shutil.copy(FACES[4], place.input / "locked.jpg")
    (place.input / "locked.jpg").chmod(0)
    (place.input / "closed").chmod(0)
    run = place.run(user=NOBODY, group=NOBODY, extra_groups=[])
    for line in run.errors:
        print(f"      | {line.replace(str(place.folder), '')[:160]}")
    return tell("a folder and a file that can't be read", run, place, {}) and run.code == 1 and len(place.written()) == 3


@trial
def standard_output(whole):
    right = True
    with open("/dev/full", "wb") as full:
        place = Place()
        run = place.start("--json", out=full).ended()
        right = tell("standard output is /dev/full", run, place, whole) and run.code == 1
    place = Place()
    reader, writer = os.pipe()
    os.close(reader)
    run = place.start("--json", out=writer).ended()
    os.close(writer)
    right = tell("standard output is a closed pipe", run, place, whole) and run.code == 1 and right
    for closed in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"]:
        place = Place()
        command = " ".join(map(str, [PROGRAM, *place.arguments(), closed]))
        code = subprocess.run(["bash", "-c", command], capture_output=True).returncode
        fine = code == (1 if ">&-" in closed.replace("2>&-", "") else 0) and place.written() == whole
        print(f"{'ok' if fine else 'WRONG':5} | started with {closed} | {code} | | {len(place.written())} written")
        right = right and fine
    return right


@trial
def surroundings(whole):
    right = True
    plain = {"PATH": os.environ["PATH"]}
    for name, environment in [("no variables at all", {}), ("no HOME", plain), ("HOME that is not there", {**plain, "HOME": "/gone"}),
                              ("TMPDIR that is not there", {**plain, "TMPDIR": "/gone"}), ("locale C", {**plain, "LC_ALL": "C"}),
                              ("locale tr_TR.UTF-8", {**plain, "LC_ALL": "tr_TR.UTF-8"}),
                              ("locale that is not there", {**plain, "LC_ALL": "xx_YY"})]:
        place = Place()
        run = place.run(env=environment)
        right = tell(name, run, place, whole) and place.written() == whole and run.code == 0 and right
    return right


@needs_root
def no_temporary_folder(whole):
    place = Place()
    place.folder = pathlib.Path(shutil.move(place.folder, "/root/antifaz-trial"))
    place.input, place.output = place.folder / "in", place.folder / "out"
    run = Run(["-m", "bash", "-c", 'mount -t tmpfs -o ro,size=4k tmpfs /tmp && exec "$@"', "-", PROGRAM, *place.arguments()],
              executable="/usr/bin/unshare").ended()
    right = tell("/tmp empty and read-only", run, place, whole) and place.written() == whole
    place.remove()
    return right
