#!/usr/bin/env python3
"""Kills nights, fills their disk and starts two at once: an index must come out as it was, or with the night in it.

    index_faults.py BINARY KILLS [SEED]

A night over the second half of Samples goes into an index of the first half, again and again: killed at KILLS random
instants, killed at every 20th write of each kind of system call that writes, and on disks that are full at five points
(the last two want strace, root and tmpfs; what cannot be done is said). After each fault the index opens, `index check`
passes, it holds what it held or the whole night, and the next run ends with the tables that an undisturbed one writes.
"""

import os, pathlib, random, shutil, signal, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLES = "articles claims clusters matches chains outlets flows furniture".split()


class Nights:
    def __init__(self, binary, folder):
        self.binary, self.folder = str(pathlib.Path(binary).resolve()), pathlib.Path(folder)
        lines = subprocess.run(
            [self.binary, "extract", str(ROOT / "Samples/night/input"), "--quiet"], capture_output=True, check=True
        ).stdout.splitlines(keepends=True)
        half = len(lines) // 2
        for name, part in [("first", lines[:half]), ("second", lines[half:])]:
            (self.folder / f"{name}.jsonl").write_bytes(b"".join(part))
        self.must("run", self.folder / "first.jsonl", "--index", self.folder / "base.menbe", "-o", self.folder / "old")
        shutil.copy(self.folder / "base.menbe", self.folder / "whole.menbe")
        self.must(*self.night("whole.menbe", "out-whole"))
        self.count = (self.articles("base.menbe"), self.articles("whole.menbe"))
        self.expected = self.tables("whole.menbe")

    def articles(self, index):
        info = self.must("index", "info", "--index", self.folder / index).stdout
        return int(next(line.split("\t")[1] for line in info.splitlines() if line.startswith("article\t")))

    def night(self, index, output):
        return ["run", self.folder / "second.jsonl", "--index", self.folder / index, "-o", self.folder / output]

    def call(self, *arguments, before=()):
        return subprocess.run([*before, self.binary, *map(str, arguments), "--quiet"], capture_output=True, text=True)

    def must(self, *arguments):
        done = self.call(*arguments)
        if done.returncode:
            raise SystemExit(f"{arguments}: exit code {done.returncode}\n{done.stderr}")
        return done

    def tables(self, index):
        out = self.folder / "export"
        self.must("index", "export", "--index", self.folder / index, "-o", out)
        return {table: (out / f"{table}.csv").read_bytes() for table in TABLES}

    def fresh(self, folder=None):
        place = pathlib.Path(folder or self.folder)
        for old in place.glob("t.menbe*"):
            old.unlink()
        shutil.rmtree(place / "out", ignore_errors=True)
        shutil.copy(self.folder / "base.menbe", place / "t.menbe")
        return place / "t.menbe"

    def settle(self, what, index):
        """What must hold after a fault, whatever it was."""
        self.must("index", "check", "--index", index)
        count = self.articles(index)
        if count not in self.count:
            raise SystemExit(f"{what}: {count} articles, expected one of {self.count}")
        shutil.copy(index, self.folder / "t2.menbe")
        for suffix in ["-wal", "-shm"]:
            if os.path.exists(f"{index}{suffix}"):
                shutil.copy(f"{index}{suffix}", self.folder / f"t2.menbe{suffix}")
        self.must(*self.night("t2.menbe", "out"))
        if not (self.folder / "out/index.html").exists():
            raise SystemExit(f"{what}: the next run wrote no report")
        if self.tables("t2.menbe") != self.expected:
            raise SystemExit(f"{what}: the next run's tables differ")
        for old in self.folder.glob("t2.menbe*"):
            old.unlink()
        return count == self.count[1]


def random_kills(nights, kills, chance):
    nights.fresh()
    start = time.time()
    nights.must(*nights.night("t.menbe", "out"))
    length, done = time.time() - start, 0
    for _ in range(kills):
        index = nights.fresh()
        running = subprocess.Popen(
            [nights.binary, *map(str, nights.night("t.menbe", "out"))], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        time.sleep(chance.random() * length * 1.1)
        running.send_signal(signal.SIGKILL)
        running.wait()
        done += nights.settle("kill", index)
    print(f"{kills} kills at random instants: {done} after the night was in, {kills - done} before")


def write_kills(nights):
    if not shutil.which("strace"):
        return print("without strace no kills at single writes")
    for call in ["pwrite64", "write", "fsync,fdatasync", "rename,renameat2,unlink,ftruncate"]:
        at, step = (1, 20) if "write" in call else (1, 1)
        kills = 0
        while True:
            index = nights.fresh()
            done = nights.call(
                *nights.night("t.menbe", "out"),
                before=["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={call}:signal=KILL:when={at}"])
            nights.settle(f"{call} {at}", index)
            if done.returncode == 0:
                break
            at, kills = at + step, kills + 1
        print(f"{kills} kills at every {step}. call of {call}")


def full_disks(nights):
    disk = nights.folder / "disk"
    disk.mkdir(exist_ok=True)
    need = (nights.folder / "whole.menbe").stat().st_size + sum(
        file.stat().st_size for file in (nights.folder / "out-whole").rglob("*") if file.is_file())
    base = (nights.folder / "base.menbe").stat().st_size
    full = 0
    for share in [0.02, 0.2, 0.4, 0.6, 0.8]:
        size = (base + int(share * (need - base + base))) // 4096 * 4096
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk]).returncode:
            return print("without a right to mount no full disks")
        try:
            index = nights.fresh(disk)
            done = nights.call("run", nights.folder / "second.jsonl", "--index", index, "-o", disk / "out")
            if done.returncode not in (0, 73, 74):
                raise SystemExit(f"full disk: exit code {done.returncode}\n{done.stderr}")
            if done.returncode and "No space" not in done.stderr and "full" not in done.stderr:
                raise SystemExit(f"full disk: no word of it: {done.stderr}")
            full += done.returncode != 0
            shutil.copy(index, nights.folder / "t.menbe")
            for suffix in ["-wal", "-shm"]:
                if os.path.exists(f"{index}{suffix}"):
                    shutil.copy(f"{index}{suffix}", nights.folder / f"t.menbe{suffix}")
        finally:
            subprocess.run(["umount", disk], check=True)
        nights.settle("full disk", nights.folder / "t.menbe")
        for old in nights.folder.glob("t.menbe*"):
            old.unlink()
    print(f"5 small disks, {full} of them full before the night was in")


def two_at_once(nights):
    index = nights.fresh()
    runs = [
        subprocess.Popen(
            [nights.binary, *map(str, nights.night("t.menbe", f"out{number}")), "--quiet"], stderr=subprocess.PIPE)
        for number in range(2)]
    codes = sorted(run.wait() for run in runs)
    if codes not in ([0, 0], [0, 11]):
        raise SystemExit(f"two at once: exit codes {codes}")
    nights.settle("two at once", index)
    print(f"two at once: exit codes {codes}")


def main():
    binary, kills = sys.argv[1], int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 32)
    print(f"seed {seed}")
    with tempfile.TemporaryDirectory(prefix="menbe-faults-") as folder:
        nights = Nights(binary, folder)
        two_at_once(nights)
        full_disks(nights)
        write_kills(nights)
        random_kills(nights, kills, random.Random(seed))
    print("every index came out whole")


main()
