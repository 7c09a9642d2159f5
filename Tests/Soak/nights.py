#!/usr/bin/env python3
"""Times night after night on one index, and holds the outcome against one batch over all.

    nights.py BINARY CORPUS.jsonl SIZE [NIGHTS]

The articles of CORPUS, which are in order of time, come SIZE a night, NIGHTS nights or until they end. A line for each
night gives seconds by the clock, seconds of the processor, memory at most, bytes of the index an article, and how many
articles were compared. Then all of them go through one `menbe run`, and the rows of the tables that differ are counted
(ids of clusters aside); and so are the articles and claims of which the nights stored another standing, parent or
verdict than tracing everything at once finds. Exit code 1 if any differs.
"""

import collections, contextlib, csv, itertools, json, os, pathlib, shutil, sqlite3, subprocess, sys, tempfile, time

csv.field_size_limit(1 << 30)
TABLES = "articles matches claims chains furniture outlets".split()


def run(binary, *arguments):
    """Seconds by the clock and of the processor, and kilobytes at most."""
    start = time.monotonic()
    process = subprocess.Popen([binary, *map(str, arguments), "--quiet"], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"nights: {' '.join(map(str, arguments))} ended with {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def rows(folder, table):
    """The rows of a table, clusters named by their first articles."""
    with open(folder / "articles.csv", encoding="utf-8-sig", newline="") as file:
        members = collections.defaultdict(list)
        for row in csv.DictReader(file):
            members[row["cluster_id"]].append(row["article_id"])
    names = {cluster: min(ids) if cluster else "" for cluster, ids in members.items()}
    with open(folder / f"{table}.csv", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if "cluster_id" in row:
                row["cluster_id"] = names.get(row["cluster_id"], row["cluster_id"])
            yield tuple(row.values())


def stored(index):
    """What nights stored: of each article its standing, parent and flags, of each claim its verdict, flags, evidence."""
    with contextlib.closing(sqlite3.connect(index)) as database:
        keys = dict(database.execute("SELECT id, key FROM article"))
        articles = {
            (keys[number], standing, keys.get(parent, ""), ";".join(flags.split()))
            for number, standing, parent, flags in database.execute("SELECT id, standing, parent, flags FROM article")
        }
        claims = {
            (f"{keys[article]}#{number + 1}", verdict, ";".join(flags.split()), keys.get(evidence, ""))
            for article, number, verdict, flags, evidence in database.execute(
                "SELECT article, number, verdict, flags, evidence FROM claim")
        }
    return articles, claims


def traced(folder):
    """The same as tables have it."""
    columns = {
        "articles": ("article_id", "standing", "parent_article_id", "flags"),
        "claims": ("claim_id", "verdict", "flags", "evidence_article_id"),
    }
    for table, names in columns.items():
        with open(folder / f"{table}.csv", encoding="utf-8-sig", newline="") as file:
            yield {tuple(row[name] for name in names) for row in csv.DictReader(file)}


def main():
    binary, corpus, size = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2], int(sys.argv[3])
    nights = int(sys.argv[4]) if len(sys.argv) > 4 else 1 << 30
    with tempfile.TemporaryDirectory() as scratch:
        place = pathlib.Path(scratch)
        index, night, whole = place / "n.menbe", place / "night.jsonl", place / "all.jsonl"
        print("night  seconds  processor  memory MB  bytes an article  compared")
        with open(corpus, "rb") as articles, open(whole, "wb") as everything:
            for number in range(1, nights + 1):
                lines = list(itertools.islice(articles, size))
                if not lines:
                    break
                night.write_bytes(b"".join(lines))
                everything.write(b"".join(lines))
                clock, processor, memory = run(binary, "run", night, "--index", index, "--output", place / "report")
                counts = json.loads((place / "report/run.json").read_text())["counts"]
                each = index.stat().st_size / counts["articles_in_index"]
                print(f"{number:5} {clock:8.1f} {processor:10.1f} {memory / 1024:10.0f} {each:17.0f} "
                      f"{counts['articles_compared']:9}", flush=True)
        shutil.rmtree(place / "report")
        run(binary, "index", "export", "--index", index, "--output", place / "nights")
        run(binary, "run", whole, "--output", place / "batch")
        different = 0
        for table in TABLES:
            one, other = (collections.Counter(rows(place / folder, table)) for folder in ("nights", "batch"))
            missing = sum((other - one).values())
            different += missing
            print(f"{table}: {missing} of {sum(other.values())} rows of the batch are others")
        for name, one, other in zip(("articles", "claims"), stored(index), traced(place / "nights")):
            missing = len(other - one)
            different += missing
            print(f"{name}: {missing} of {len(other)} are stored as others than they are found anew")
        sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
