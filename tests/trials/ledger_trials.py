"""Ledgers that were damaged."""

import random
import shutil

from trial import Place, Run, tell, trial


def finished_place():
    place = Place()
    place.run()
    return place, place.output / ".antifaz/ledger.sqlite"


def asked(place, what):
    return Run([what, place.output]).ended(60)


def damages(data):
    """Kind -> bytes."""
    random.seed(1)
    kinds = {"empty": b"", "of zeros": bytes(len(data)), "no ledger": b"this is no ledger" * 1000}
    for size in [1, 50, 100, 1000, 4096, 5000, len(data) - 1]:
        kinds[f"truncated to {size} bytes"] = data[:size]
    for at in list(range(0, 100, 20)) + [random.randrange(100, len(data)) for _ in range(10)]:
        flipped = bytearray(data)
        flipped[at] ^= 1 << random.randrange(8)
        kinds[f"one bit of byte {at} turned"] = bytes(flipped)
    return kinds


@trial
def damaged_ledger(whole):
    """Each is read by 'status' and 'verify'; a few kinds meet a run as well."""
    right = True
    place, ledger = finished_place()
    data = ledger.read_bytes()
    said = {}
    for kind, bytes_ in damages(data).items():
        ledger.write_bytes(bytes_)
        for what in ["status", "verify"]:
            run = asked(place, what)
            message = (run.errors or run.lines)[-1].replace(str(place.folder), "")
            said.setdefault((what, run.code, message), []).append(kind)
            right = right and not run.died() and len(run.errors) < 2
        if kind in ["empty", "of zeros", "truncated to 100 bytes", "truncated to 4096 bytes"]:
            run = place.run()
            right = tell(f"run with a ledger {kind}", run, place, whole) and right
            for left in ["ledger.sqlite-wal", "ledger.sqlite-shm"]:
                (ledger.parent / left).unlink(missing_ok=True)
    for (what, code, message), kinds in said.items():
        print(f"      | {what}: ledger {kinds[0]} and {len(kinds) - 1} more kinds | {code} | {message[:200]}")
    return right


@trial
def log_of_the_ledger(whole):
    """SQLite's log (-wal) without its file, of another ledger, and damaged."""
    place = Place(24)
    run = place.start()
    place.wait_for(1, run)
    run.process.kill()
    run.ended()
    ledger = place.output / ".antifaz/ledger.sqlite"
    log = ledger.with_name("ledger.sqlite-wal")
    kept = place.folder / "kept"
    shutil.copytree(place.output, kept)
    right = log.exists()
    other, other_ledger = finished_place()
    for kind in ["left over after a kill", "without its file", "damaged", "of zeros", "beside another ledger"]:
        shutil.rmtree(place.output)
        shutil.copytree(kept, place.output)
        if kind == "without its file":
            ledger.unlink()
        elif kind == "damaged":
            data = bytearray(log.read_bytes())
            data[len(data) // 2] ^= 255
            log.write_bytes(data)
        elif kind == "of zeros":
            log.write_bytes(bytes(log.stat().st_size))
        elif kind == "beside another ledger":
            shutil.copy(other_ledger, ledger)
        status = asked(place, "status")
        right = tell(f"log {kind}: status", status) and right
        right = tell(f"log {kind}: run", place.run(), place, {}) and right
    return right
