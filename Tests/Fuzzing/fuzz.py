#!/usr/bin/env python3
"""Runs the fuzz targets that `make fuzz` built, one after the other, from the files of Samples on.

    fuzz.py BUILD SECONDS [TARGET...]

What libFuzzer finds worth keeping stays in BUILD/corpus/TARGET for the next time. Exit code 1 when an input was
found that crashes, hangs, takes too much memory or breaks what always holds; it is kept in BUILD/crashes.
"""

import bz2, gzip, io, json, lzma, os, pathlib, re, subprocess, sys, zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGETS = ["FuzzReading", "FuzzText", "FuzzSettings"]
# The names that FuzzReading gives its files, as FuzzReading.swift lists them, and what FuzzSettings reads.
KINDS = ["jsonl", "json", "csv", "tsv", "html", "xml", "warc", "txt"]
SETTINGS = {"config": 0, "cues": 1, "furniture": 2, "outlets": 3}


def contents(path):
    """A sample as (name, bytes) without its compression, the members of an archive one by one."""
    name, data = path.name, path.read_bytes()
    for suffix, open_bytes in ((".gz", gzip.decompress), (".bz2", bz2.decompress), (".xz", lzma.decompress)):
        if name.endswith(suffix):
            name, data = name[: -len(suffix)], open_bytes(data)
    if data[:4] != b"PK\3\4":
        yield name, data
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            if not member.is_dir():
                yield member.filename, archive.read(member)


def samples():
    for path in sorted((ROOT / "Samples").glob("*/input/**/*")):
        if path.is_file():
            yield from contents(path)


def reading_seeds():
    for name, data in samples():
        suffix = name.rsplit(".", 1)[-1]
        kind = bytes([KINDS.index(suffix) if suffix in KINDS else len(KINDS) - 1])
        yield kind + data[:100_000]
        lines = data.splitlines(keepends=True)
        if suffix == "jsonl":
            for line in lines:
                yield kind + line
        if suffix in ("csv", "tsv"):
            yield from (kind + b"".join(lines[:count]) for count in (1, 2, 3))


def text_seeds():
    for name, data in samples():
        if name.endswith("txt"):
            yield b"\x80" + data
        if not name.endswith("jsonl"):
            continue
        for line in data.splitlines():
            try:
                record = json.loads(line)
            except ValueError:
                continue
            if isinstance(record, dict):
                for value in record.values():
                    if isinstance(value, str):
                        yield b"\0" + value.encode("utf-8", "replace")
                # Two versions of one text, for the comparison.
                text = str(record.get("text", "")).encode("utf-8", "replace")
                yield b"\x80" + text + b"\n" + text


def settings_seeds():
    for block in re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL):
        yield bytes([SETTINGS["cues" if block.startswith("language") else "config"]]) + block.encode()
    for path in sorted((ROOT / "Sources").glob("*/Data/*")):
        kind = next((kind for kind in SETTINGS if path.name.startswith(kind)), None)
        if kind:
            lines = path.read_bytes().splitlines(keepends=True)
            yield bytes([SETTINGS[kind]]) + b"".join(lines[:40])


def write_seeds(target, folder):
    seeds = {"FuzzReading": reading_seeds, "FuzzText": text_seeds, "FuzzSettings": settings_seeds}[target]
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds()):
        (folder / f"seed-{number:04}").write_bytes(seed)


def fuzz(build, target, seconds):
    corpus, seeds, crashes = build / "corpus" / target, build / "seeds" / target, build / "crashes"
    scratch, log = build / "scratch", build / f"{target}.log"
    for folder in (corpus, crashes, scratch):
        folder.mkdir(parents=True, exist_ok=True)
    write_seeds(target, seeds)
    binary = build / "release" / target
    environment = os.environ | {"SWIFT_BACKTRACE": "enable=no", "TMPDIR": str(scratch)}
    command = [
        binary, f"-max_total_time={seconds}", "-rss_limit_mb=2048", "-timeout=10", "-max_len=30000",
        f"-artifact_prefix={crashes}/{target}-", corpus, seeds,
    ]
    with log.open("wb") as output:
        try:
            # libFuzzer ends by itself; the deadline is for a target that hangs outside of it.
            code = subprocess.run(
                command, stdout=output, stderr=output, env=environment, timeout=seconds + 120).returncode
        except subprocess.TimeoutExpired:
            code = "does not end"
    lines = log.read_text(errors="replace").splitlines()
    last = next((line for line in reversed(lines) if re.match(r"#\d", line)), "nothing was tried")
    print(f"{target}: {re.sub(chr(9), ' ', last)}")
    if code == 0:
        return True
    found = [line for line in lines if "Fatal error" in line or "ERROR: libFuzzer" in line or "SUMMARY" in line]
    print(f"{target}: failed ({code}); all it said is in {log}", *found, sep="\n  ")
    for path in re.findall(r"Test unit written to (\S+)", "\n".join(lines)):
        print(f"  the input: {path}\n  to repeat: SWIFT_BACKTRACE=enable=no {binary} {path}")
    return False


def main():
    build, seconds = pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2])
    outcomes = [fuzz(build, target, seconds) for target in sys.argv[3:] or TARGETS]
    sys.exit(0 if all(outcomes) else 1)


main()
