"""What the peer programs measure with."""
import time


def times(step, warmup, count):
    """Milliseconds of each of `count` steps after `warmup` others."""
    for _ in range(warmup):
        step()
    found = []
    for _ in range(count):
        start = time.perf_counter()
        step()
        found.append((time.perf_counter() - start) * 1000)
    return found


def peak_resident_mebibytes():
    """The most memory that this process has taken so far, as Linux has it."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
