"""Disks that are full or read-only, and limits of the system."""

import os
import resource
import subprocess

from trial import NOBODY, Place, again_is_whole, limited, mount, needs_root, tell, trial, unmount


@needs_root
def full_disk(whole):
    """Every size, so that photographs, the ledger's commits and its making each meet the end."""
    right = True
    for size in [8, 24, 40, 56, 72, 88, 104, 120]:
        place = Place()
        mount(place.output, size)
        run = place.run()
        kept = place.written()
        bad = [name for name, data in kept.items() if whole[name] != data] or place.temporary()
        subprocess.run(["mount", "-o", "remount,size=20m", place.output], check=True)
        note = f"; {len(kept)} written at first {'WRONG ' + str(bad) if bad else ''}"
        right = tell(f"full disk of {size} kB, then 20 MB", run, None, None, lambda: again_is_whole(place, whole), note) and not bad and right
        unmount(place.output)
        place.remove()
    return right


@needs_root
def full_disk_of_the_report(whole):
    place = Place()
    mount(place.folder / "small", 4)
    (place.folder / "small/filler").write_bytes(b"x" * 4096)
    run = place.run("--report", place.folder / "small/report.json")
    right = tell("report on a full disk", run, place, whole) and run.code == 1
    unmount(place.folder / "small")
    return right


@needs_root
def read_only(whole):
    place = Place()
    mount(place.output, 1000)
    subprocess.run(["mount", "-o", "remount,ro", place.output], check=True)
    right = tell("read-only output", place.run(), place, whole)
    unmount(place.output)
    place = Place()
    os.chown(place.folder, NOBODY, NOBODY)
    run = place.start(user=NOBODY, group=NOBODY, extra_groups=[])
    place.wait_for(1, run)
    place.output.chmod(0o555)
    run.ended()
    written = len(place.written())
    place.output.chmod(0o755)
    as_nobody = lambda: place.run(user=NOBODY, group=NOBODY, extra_groups=[])
    return tell(f"output read-only after {written} photographs", run, place, whole, as_nobody) and right


@trial
def file_size_limit(whole):
    right = True
    for size in [0, 3000, 20000, 33000, 60000]:
        place = Place()
        run = place.run(preexec_fn=limited(resource.RLIMIT_FSIZE, size))
        right = tell(f"ulimit -f of {size} bytes", run, place, whole, lambda: again_is_whole(place, whole)) and right
    return right


@trial
def memory_limit(whole):
    right = True
    for megabytes in [200, 400, 600, 700, 800, 1000, 1500]:
        place = Place(2)
        run = place.run(preexec_fn=limited(resource.RLIMIT_AS, megabytes << 20))
        right = tell(f"ulimit -v of {megabytes} MB", run, place, whole) and right
    return right


@trial
def few_open_files(whole):
    right = True
    for files in [4, 6, 8, 12, 20]:
        place = Place()
        run = place.run(preexec_fn=limited(resource.RLIMIT_NOFILE, files))
        right = tell(f"ulimit -n {files}", run, place, whole, lambda: again_is_whole(place, whole)) and right
    return right
