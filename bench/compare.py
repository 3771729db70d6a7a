#!/usr/bin/env python3
"""Times whole generator steps of Monge and of its peers in turn, and prints one table of medians and ratios.

    python3 bench/compare.py [--rounds 3] [--write docs/performance.md] [RECIPE ...]

All train equal networks on equal batches with all processors. A peer that cannot be installed or fails is named and left
out. PyTorch must be importable by this Python (or that of --pytorch), TensorFlow by that of --tensorflow.
"""
import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
STEPS = {"wgan-gp-fashion": 2, "wgan-fashion": 2, "dcgan-64": 2, "wgan-gp-small": 60, "toy-25gaussians": 30}
TUTORIAL = {"wgan-gp-fashion", "wgan-fashion"}
BEGIN, END = "<!-- begin: bench/compare.py -->\n", "<!-- end: bench/compare.py -->\n"

# Each program by its name in the table: the precision of its products, and its options.
MONGE = {"Monge": ("float32", []), "Monge bfloat16": ("bfloat16", ["--precision", "bf16"])}
PYTORCH = {
    "PyTorch eager": ("float32", []),
    "PyTorch channels-last": ("float32", ["--channels-last"]),
    "PyTorch compiled": ("float32", ["--channels-last", "--compiled"]),
    "PyTorch bfloat16": ("bfloat16", ["--bfloat16"]),
    "PyTorch bfloat16 channels-last": ("bfloat16", ["--bfloat16", "--channels-last"]),
}
KERAS = {"TensorFlow, the tutorial's": ("float32", [])}


def programs(recipe, options):
    """The command of each program that knows the recipe, by its name."""
    steps = ["--warmup", str(options.warmup), "--steps", str(options.steps or STEPS[recipe])]
    threads = ["--threads", str(options.threads)]
    monge = [str(HERE.parent / "monge"), "bench", recipe, "--noise", "--whole", "--json", *steps]
    pytorch = [options.pytorch, str(HERE / "peer.py"), recipe, *steps, *threads]
    keras = [options.tensorflow, str(HERE / "keras_peer.py"), recipe, *steps, *threads]
    known = [(MONGE, monge), (PYTORCH, pytorch)] + ([(KERAS, keras)] if recipe in TUTORIAL else [])
    points = recipe.startswith("toy")  # which have no channels
    return {name: command + more for kind, command in known for name, (precision, more) in kind.items()
            if not (points and "channels-last" in name) and (precision == "float32" or options.bfloat16)
            and (name in MONGE or not options.peers or name in options.peers)}


def run(command, threads):
    """What the program found, or why it did not."""
    # Compiled anew each time: a cache may hold what an interrupted run left.
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "OMP_NUM_THREADS": str(threads), "TORCHINDUCTOR_CACHE_DIR": cache}
        done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode:
        return None, (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
    found = json.loads(done.stdout[done.stdout.index("{"):])
    for step in found.get("steps", []):
        found.update(gigaflop=step["gigaflop"], medianMillis=step["timing"]["medianMillis"])
    return found, None


def measure(recipe, options):
    """The findings of each program, by its name, one for each round; and why some are left out."""
    chosen = programs(recipe, options)
    findings = {name: [] for name in chosen}
    left_out = []
    for turn in range(options.rounds):
        for name, command in list(chosen.items()):
            found, failure = run(command, options.threads)
            if failure:
                left_out.append(f"`{recipe}` by {name}: {failure}")
                print(left_out[-1], file=sys.stderr)
                del chosen[name], findings[name]
                continue
            findings[name].append(found)
            print(f"{recipe} round {turn + 1}: {name} {found['medianMillis']:.1f} ms", file=sys.stderr)
    if "Monge" not in findings:
        sys.exit(f"{recipe}: nothing to compare with")
    return findings, left_out


def median(findings, key):
    return statistics.median(found[key] for found in findings)


def rows(recipe, findings, peaks):
    first = findings[next(iter(MONGE))]
    gigaflop = first[0]["gigaflop"]
    ours = {MONGE[name][0]: median(findings[name], "medianMillis") for name in MONGE if name in findings}
    precisions = {name: kind[0] for known in (MONGE, PYTORCH, KERAS) for name, kind in known.items()}
    for name, found in findings.items():
        millis = median(found, "medianMillis")
        rate = gigaflop / millis * 1000
        ratios = [f"{millis / time:.2f}" for time in ours.values()]
        yield [recipe, name, f"{millis:,.1f}", *ratios, f"{rate:,.0f}", f"{rate / peaks[precisions[name]]:.0%}",
               f"{median(found, 'peakResidentMebibytes'):,.0f}"]


def processor():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        known = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in reversed(lines))}
        flags = known["flags"].split()
        return (f"{known['model name']}, {'AVX-512' if 'avx512f' in flags else 'no AVX-512'},"
                f" {'bfloat16' if 'avx512_bf16' in flags else 'no bfloat16'}")
    except (OSError, KeyError):
        return platform.processor() or platform.machine()


def table(results, left_out, options):
    all_findings = [found for findings in results.values() for several in findings.values() for found in several]
    peaks = {}
    for found in all_findings:
        for precision, rate in found.get("convolutionGigaflops", {}).items():
            peaks[precision] = max(peaks.get(precision, 0), rate)

    def version(prefix, key):
        known = {found[key] for findings in results.values() for name, several in findings.items()
                 if name.startswith(prefix) for found in several}
        return f"{prefix} {', '.join(sorted(known))}" if known else f"no {prefix}"

    versions = [version("Monge", "libtorch").replace("Monge", "libtorch", 1), version("PyTorch", "version"),
                version("TensorFlow", "version")]
    best = ", ".join(f"{rate:,.0f} GFLOP/s in {precision}" for precision, rate in peaks.items())
    flop = ", ".join(f"`{recipe}` {findings[next(iter(MONGE))][0]['gigaflop']:,.4g}"
                     for recipe, findings in results.items())
    of_monge = [f"of {name}'s" for name in MONGE if any(name in findings for findings in results.values())]
    header = ["recipe", "program", "ms a step", *of_monge, "GFLOP/s", "of peak", "MiB"]
    lines = [
        f"{processor()}, {os.cpu_count()} processors, {options.threads} threads; {'; '.join(versions)}.",
        f"Medians of {options.rounds} rounds. The best convolution: {best}. GFLOP of a step: {flop}.", "",
        "| " + " | ".join(header) + " |", "|---|---|" + "---:|" * (len(header) - 2)]
    for recipe, findings in results.items():
        lines += ["| " + " | ".join(row) + " |" for row in rows(f"`{recipe}`", findings, peaks)]
    if left_out:
        lines += ["", f"Left out: {'; '.join(left_out)}."]
    return "\n".join(lines) + "\n"


def write(document, text):
    """Puts the text into its place in the document."""
    before, rest = document.read_text().split(BEGIN)
    after = rest.split(END)[1]
    document.write_text(before + BEGIN + text + END + after)


def has_bfloat16():
    """Whether the processor computes in bfloat16; where it does not, oneDNN emulates, which measures nothing."""
    try:
        flags = Path("/proc/cpuinfo").read_text()
    except OSError:
        return True
    return "avx512_bf16" in flags or "amx_bf16" in flags or "flags" not in flags


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recipes", nargs="*", metavar="RECIPE", help=f"of {', '.join(STEPS)} (default: all)")
    parser.add_argument("--rounds", type=int, default=3, help="times that each program runs (default 3)")
    parser.add_argument("--warmup", type=int, default=1, help="steps before the clock in each (default 1)")
    parser.add_argument("--steps", type=int, help="steps on the clock in each (default: by the recipe)")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="default: all processors")
    parser.add_argument("--pytorch", default=sys.executable, metavar="PYTHON", help="a Python that has PyTorch")
    parser.add_argument("--tensorflow", default=sys.executable, metavar="PYTHON", help="a Python that has TensorFlow")
    parser.add_argument("--peers", nargs="*", metavar="NAME", help="only these, as the table names them (default: all)")
    parser.add_argument("--bfloat16", action="store_true", default=has_bfloat16(),
                        help="bfloat16 too on a processor without its instructions (default: only with them)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="a document with a place for the table")
    options = parser.parse_args()
    unknown = set(options.recipes) - STEPS.keys()
    if unknown or min(options.rounds, options.threads, options.steps or 1) < 1 or options.warmup < 0:
        parser.error(f"recipes must be of {', '.join(STEPS)} and counts positive, got {' '.join(sys.argv[1:])}")
    if options.write and not all(options.write.read_text().count(mark) == 1 for mark in (BEGIN, END)):
        parser.error(f"{options.write} must have one line {BEGIN.strip()} and one line {END.strip()}")

    results, left_out = {}, []
    for recipe in options.recipes or STEPS:
        results[recipe], missing = measure(recipe, options)
        left_out += missing
    text = table(results, left_out, options)
    print(text, end="")
    if options.write:
        write(options.write, text)


if __name__ == "__main__":
    main()
