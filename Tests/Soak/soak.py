#!/usr/bin/env python3
"""Runs the program again and again on Samples and on damaged copies of them, undisturbed and disturbed.

    soak.py BINARY MINUTES [SEED]

After each run: the exit code is one that README names, the output folder is whole, what it was, or absent, run.json
adds up, and undisturbed runs over the same files write the same bytes. Exit code 1 and the folder of the run when
something else happens; the seed that is printed repeats the whole sequence of inputs.
"""

import csv, json, os, pathlib, random, resource, shutil, signal, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLES = "articles claims clusters matches chains outlets flows furniture rejects".split()
csv.field_size_limit(1 << 30)

OTHERS = [["cluster"], ["claims"], ["claims", "--explain"], ["extract"], ["extract", "--schema"], ["unknown-outlets"]]
# What no run over files of this size needs; a run over Samples/night takes 30 MB.
MEMORY_BYTES = 600 << 20
DONE, NO_RECORD, NO_INPUT, CANNOT_CREATE, INPUT_OUTPUT = 0, 65, 66, 73, 74


class Broken(Exception):
    """Something that must not happen."""


def expect(holds, fact):
    if not holds:
        raise Broken(fact)


# Damage


def truncated(data, chance):
    return data[: chance.randrange(len(data) + 1)]


def flipped(data, chance):
    data = bytearray(data)
    for _ in range(chance.choice([1, 10, 200]) if data else 0):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def shuffled(data, chance):
    lines = data.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


def huge_line(data, chance):
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice([b"a", b"a ", b'"', b"\\", b"<p>", b"&", "ə".encode()]) * (3 << 20) + data[at:]


def nested(data, chance):
    opening, closing = chance.choice(
        [(b"[", b"]"), (b'{"text":', b"}"), (b"<div>", b"</div>"), (b"<item><description>", b""), (b'"', b'"')])
    depth = chance.choice([1_000, 100_000])
    return opening * depth + data + closing * depth


def spliced(data, chance):
    a, b = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:a] + data[b:] + data[a:b]


def repeated(data, chance):
    return data * chance.choice([2, 20])


def emptied(data, chance):
    return b""


DAMAGES = [truncated, flipped, shuffled, huge_line, nested, spliced, repeated, emptied]


def make_input(folder, chance):
    """A corpus below `folder`; says how it was made."""
    sample = chance.choice(["night", "formats", "hostile"])
    shutil.copytree(ROOT / "Samples" / sample / "input", folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    done = [sample]
    for path in chance.sample(files, min(len(files), chance.choice([0, 1, 2, 5]))):
        damage = chance.choice(DAMAGES)
        path.write_bytes(damage(path.read_bytes(), chance))
        done.append(f"{damage.__name__} {path.name}")
        if chance.random() < 0.1:
            other = path.with_suffix(chance.choice([".csv", ".jsonl", ".html", ".warc", ".txt", ".gz"]))
            if not other.exists():
                path.rename(other)
    return ", ".join(done)


# Runs


class Program:
    """The program at work in a folder of its own."""

    def __init__(self, binary, folder):
        self.binary, self.folder, self.peak = binary, folder, 0

    def start(self, arguments, limit=None, temporary=None):
        def before():
            if limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        environment = os.environ | {"TMPDIR": str(temporary or self.folder / "tmp"), "SWIFT_BACKTRACE": "enable=no"}
        self.printed = self.folder / "stdout"
        with self.printed.open("wb") as printed:
            # What it says goes through a pipe, since a file would be bounded, too; it is shorter than a pipe is long.
            return subprocess.Popen(
                [self.binary, *arguments], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=printed,
                stderr=subprocess.PIPE, preexec_fn=before, env=environment)

    def finish(self, process, allowed):
        """Waits for a run and checks how it ended."""
        deadline = time.monotonic() + 120
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > deadline:
                process.kill()
                os.wait4(process.pid, 0)
                raise Broken("a run does not end")
            time.sleep(0.002)
        process.returncode = code = os.waitstatus_to_exitcode(status)
        self.peak = max(self.peak, usage.ru_maxrss << 10)
        said = process.stderr.read().decode(errors="replace")
        process.stderr.close()
        expect(code in allowed, f"exit code {code}, not one of {sorted(allowed)}: {said[-2000:]}")
        expect("Fatal error" not in said, f"it crashed: {said[-2000:]}")
        expect(code in (DONE,) or code < 0 or said.startswith("menbe: "), f"exit code {code} without a word: {said!r}")
        expect(usage.ru_maxrss << 10 < MEMORY_BYTES, f"it took {usage.ru_maxrss >> 10} MB")
        return code

    def run(self, *arguments, allowed=(DONE, NO_RECORD, NO_INPUT), **surroundings):
        return self.finish(self.start(arguments, **surroundings), set(allowed))


def check_report(folder):
    """A whole report: every table can be read, every page ends, run.json adds up. Returns its tables and pages."""
    counts = json.loads((folder / "run.json").read_text())["counts"]
    expect(counts["records_read"] == counts["articles"] + counts["rejects"], f"records are lost: {counts}")
    sizes = {"articles": "articles", "rejects": "rejects", "matches": "matches", "clusters": "clusters", "claims": "claims"}
    for table in TABLES:
        with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file, strict=True))
        expect(len({len(row) for row in rows}) == 1, f"the rows of {table}.csv differ in width")
        if table in sizes:
            expect(len(rows) - 1 == counts[sizes[table]], f"{table}.csv has {len(rows) - 1} rows: {counts}")
    for page in folder.rglob("*.html"):
        expect(page.read_bytes().rstrip().endswith(b"</html>"), f"{page.name} is cut off")
    return files(folder)


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def undisturbed(program, chance):
    """Twice the same, with one thread and with several; then a command that prints."""
    reports = []
    for threads in chance.sample(["1", "2", "5"], 2):
        code = program.run("run", "in", "--output", "out", "--reproducible", "--threads", threads)
        if code == NO_INPUT:
            expect(not (program.folder / "out").exists(), "there is a report of nothing")
            return
        reports.append(check_report(program.folder / "out"))
    expect(reports[0] == reports[1], f"{[name for name in reports[0] if reports[0][name] != reports[1].get(name)]} differ")
    command = chance.choice(OTHERS)
    printed = []
    for threads in ("1", "3"):
        program.run(*command, "in", "--threads", threads)
        printed.append(program.printed.read_bytes())
    expect(printed[0] == printed[1], f"{' '.join(command)} prints this and that")
    if command == ["extract"]:
        for line in printed[0].splitlines():
            json.loads(line)


def killed(program, chance):
    """Killed at any moment over an old report; the next run clears up."""
    if program.run("run", "in", "--output", "out", "--reproducible") == NO_INPUT:
        return
    before = files(program.folder / "out")
    for _ in range(4):
        how = chance.choice([signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
        process = program.start(["run", "in", "--output", "out", "--reproducible"])
        time.sleep(chance.random() * 0.25)
        os.kill(process.pid, how)
        # Before it handles signals, one ends it as it ends any program.
        code = program.finish(process, {DONE, NO_RECORD, -how} | ({128 + how} if how != signal.SIGKILL else set()))
        if code == 128 + how:
            left = [path.name for path in program.folder.iterdir() if path.name.endswith(f".partial-{process.pid}")]
            expect(not left, f"signal {how} left {left}")
        if (program.folder / "out").exists():
            expect(files(program.folder / "out") == before, f"signal {how} left a part of a report")
    program.run("run", "in", "--output", "out", "--reproducible")
    expect(files(program.folder / "out") == before, "the run after a killed one writes something else")
    left = [path.name for path in program.folder.iterdir() if ".out." in path.name]
    expect(not left, f"killed runs left {left}")


def limited(program, chance):
    """With files of bounded size: a temporary copy or a table does not fit."""
    code = program.run(
        "run", "in", "--output", "out", allowed=(DONE, NO_RECORD, NO_INPUT, CANNOT_CREATE, INPUT_OUTPUT),
        limit=chance.choice([0, 1 << 10, 16 << 10, 128 << 10]))
    check_failed(program, code)


def full(program, chance):
    """On a disk that is too small, for the report or for temporary files."""
    disk = program.folder / "disk"
    disk.mkdir()
    size = chance.choice(["8k", "64k", "256k", "1m"])
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk], check=True)
    try:
        allowed = (DONE, NO_RECORD, NO_INPUT, CANNOT_CREATE, INPUT_OUTPUT)
        if chance.random() < 0.5:
            code = program.run("run", "in", "--output", "out", allowed=allowed, temporary=disk)
            check_failed(program, code)
        else:
            code = program.run("run", "in", "--output", "disk/out", allowed=allowed)
            expect(code in (DONE, NO_RECORD) or not list(disk.iterdir()), f"a full disk keeps {list(disk.iterdir())}")
    finally:
        subprocess.run(["umount", disk], check=True)


def check_failed(program, code):
    if code in (DONE, NO_RECORD):
        check_report(program.folder / "out")
    else:
        left = [path.name for path in program.folder.iterdir() if "out." in path.name or path.name == "out"]
        expect(not left, f"exit code {code} left {left}")


def together(program, chance):
    """Two runs into one folder at once: one report or the other, and it is whole."""
    arguments = ["run", "in", "--output", "out", "--reproducible"]
    processes = [program.start(arguments) for _ in range(2)]
    codes = [program.finish(process, {DONE, NO_RECORD, NO_INPUT}) for process in processes]
    expect(codes[0] == codes[1], f"runs over the same files end with {codes}")
    if codes[0] != NO_INPUT:
        check_report(program.folder / "out")
    left = [path.name for path in program.folder.iterdir() if ".out." in path.name]
    expect(not left, f"two runs left {left}")


def can_mount(folder):
    made = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "tmpfs", folder], stderr=subprocess.DEVNULL).returncode == 0
    if made:
        subprocess.run(["umount", folder], check=True)
    return made


def main():
    binary, minutes = pathlib.Path(sys.argv[1]).resolve(), float(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 32)
    print(f"soak: {minutes:g} minutes, seed {seed}", flush=True)
    chance = random.Random(seed)
    deadline = time.monotonic() + minutes * 60
    work = pathlib.Path(tempfile.mkdtemp(prefix="menbe-soak-"))
    ways = [undisturbed, undisturbed, killed, limited, together]
    if can_mount(work):
        ways.append(full)
    else:
        print("soak: no right to mount a small disk; full disks are tried by bounded files alone")
    counts, peaks, number = {way.__name__: 0 for way in ways}, [], 0
    while time.monotonic() < deadline:
        folder, way = work / f"round-{number}", chance.choice(ways)
        (folder / "tmp").mkdir(parents=True)
        made = make_input(folder / "in", chance)
        program = Program(binary, folder)
        try:
            way(program, chance)
            expect(not list((folder / "tmp").iterdir()), "temporary files are left")
        except (Broken, OSError, ValueError, KeyError, csv.Error) as error:
            print(f"soak: round {number} ({way.__name__}; {made}) failed: {error!r}\n  its files: {folder}")
            sys.exit(1)
        shutil.rmtree(folder)
        counts[way.__name__] += 1
        peaks.append(program.peak >> 20)
        number += 1
    work.rmdir()
    rounds = ", ".join(f"{count} {name}" for name, count in counts.items())
    print(f"soak: {number} rounds, all well: {rounds}; at most {max(peaks)} MB of memory")


main()
