#!/usr/bin/env python3
"""Measures what the program finds on labelled sets and invented corpora: a line for each figure, with its mark.

    quality.py BINARY DATA [CORPUS.jsonl=TRUTH.jsonl ...] [--planted]

DATA holds folders named like ttc3600-tr-dev, each with articles.jsonl and truth.jsonl. Which figures a folder gives
depends on its name up to the last hyphen, so that other articles of the same kind are measured in the same way. A CORPUS
is one of gen_corpus.py with its truth. --planted also puts stories, copies and quotations of its own into each CORPUS and
says how many are found. What is not there is said to be absent. Exit code 1 if a figure is below its mark, 2 if nothing
could be measured.

Clusters are scored over pairs of articles that share one: precision, recall, F1. A merged article of an invented corpus
belongs with whichever of its two stories it was put with; pairing it with the other one counts neither way.
"""

import collections, csv, json, os, pathlib, random, subprocess, sys, tempfile, time, unicodedata

csv.field_size_limit(1 << 30)
COPY_MARKS = {"exact": .995, "attributed": .995, "light": .995, "heavy": .95, "excerpt": .99, "merged": .97, "recoded": .98}
HARD = ("template", "boilerplate")
FALSE_VERDICTS = {"different-origin", "no-text-overlap", "source-later", "circular"}
SAME = {"dup", "same", "ok"}
DIFFERENT = {"diff", "different", "bad", "diff-template", "diff-same-event"}
below = measured = 0


def show(name, figure, value, mark=None, most=False):
    """Prints a figure beside its mark: the least that it should be, or the most."""
    global below, measured
    measured += 1
    good = mark is None or (value <= mark if most else value >= mark)
    below += not good
    wanted = "" if mark is None else f"{'at most' if most else 'at least'} {mark:g}"
    number = f"{value:.4f}" if isinstance(value, float) else str(value)
    print(f"{name:22} {figure:44} {number:>10}  {wanted:18} {'' if good else 'BELOW'}".rstrip(), flush=True)


def lines(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


class Program:
    def __init__(self, binary):
        self.binary = str(pathlib.Path(binary).resolve())

    def call(self, *arguments):
        done = subprocess.run([self.binary, *map(str, arguments)], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"quality: {' '.join(map(str, arguments))} ended with {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    def clusters(self, articles, scratch):
        """The cluster of each article that has one."""
        out = scratch / "clusters.csv"
        self.call("cluster", articles, "--quiet", "--output", out)
        return {row["id"]: row["cluster_id"] for row in table(out) if row["cluster_id"]}

    def run(self, articles, folder):
        self.call("run", articles, "--quiet", "--output", folder)
        return folder


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def ratio(part, whole):
    return part / whole if whole else 1.0


# ------------------------------------------------------------------------------------------------- labelled sets


def pairs_of(sizes):
    return sum(size * (size - 1) // 2 for size in sizes)


def cluster_scores(truth, found):
    both = collections.Counter((cluster, found.get(id, (id,))) for id, cluster in truth.items())
    right = pairs_of(both.values())
    precision = ratio(right, pairs_of(collections.Counter(found.get(id, (id,)) for id in truth).values()))
    recall = ratio(right, pairs_of(collections.Counter(truth.values()).values()))
    return precision, recall, f1(precision, recall)


def clusters(program, folder, name, scratch, marks):
    found = program.clusters(folder / "articles.jsonl", scratch)
    truth = list(lines(folder / "truth.jsonl"))
    if "cluster" in truth[0]:
        scores = cluster_scores({str(t["id"]): t["cluster"] for t in truth}, found)
        for figure, value in zip(("pair precision", "pair recall", "pair F1"), scores):
            show(name, figure, value, marks.get(figure))
    pairs = list(lines(folder / "pairs.jsonl")) if (folder / "pairs.jsonl").exists() else []
    pairs += [t for t in truth if "a" in t]
    together = collections.Counter()
    for pair in pairs:
        label = str(pair["label"]).lower()
        together[label, True] += 1
        together[label, False] += pair["a"] in found and found[pair["a"]] == found.get(pair["b"])
    for label in sorted({label for label, _ in together}):
        count, of = together[label, False], together[label, True]
        mark = 0 if label in DIFFERENT and "merged" in marks else of if label in SAME and "all pairs" in marks else None
        show(name, f"pairs “{label}” in one cluster, of {of}", count, mark, most=label in DIFFERENT)


def rewriting(program, folder, name, scratch, marks):
    """Copied or not: by a match of any kind, and by the containment at which the other answers are told apart best."""
    out = program.run(folder / "articles.jsonl", scratch / name)
    best = {}
    for row in table(out / "matches.csv"):
        if row["kind"] != "template":
            share = max(float(row["containment_a_in_b"]), float(row["containment_b_in_a"]))
            best[frozenset((row["article_a"], row["article_b"]))] = share
    truth = [t for t in lines(folder / "truth.jsonl") if t["label"] in ("same", "different")]
    cases = [(best.get(frozenset((t["a"], t["b"])), 0.0), t["label"] == "same", t["level"]) for t in truth]
    show(name, "copied or not, by a match of any kind", ratio(sum((s > 0) == c for s, c, _ in cases), len(cases)),
         marks["accuracy"])
    right = 0
    for place, (share, copied, _) in enumerate(cases):
        others = cases[:place] + cases[place + 1:]
        cut = max(sorted({s for s, _, _ in others}), key=lambda cut: sum((s >= cut) == c for s, c, _ in others))
        right += (share >= cut) == copied
    show(name, "the same, by containment, each left out once", ratio(right, len(cases)), marks["accuracy"])
    for level in ("cut", "light", "heavy", "non"):
        of = [t for t in lines(folder / "truth.jsonl") if t["level"] == level]
        show(name, f"answers “{level}” that match, of {len(of)}", sum(frozenset((t["a"], t["b"])) in best for t in of))


def fold(name):
    text = unicodedata.normalize("NFKD", name.translate(str.maketrans("ıİIəƏ", "iiiee"))).casefold()
    return "".join(c for c in text if c.isalnum() and not unicodedata.combining(c))


class Names:
    """Outlets by any of their names."""

    def __init__(self, path):
        self.known = {}
        for row in table(path) if path.exists() else []:
            for name in [row["canonical"], *row["aliases"].split(";"), *row["domains"].split(";")]:
                if fold(name):
                    self.known.setdefault(fold(name), fold(row["canonical"]))

    def one(self, name):
        key = fold(name)
        return self.known.get(key) or self.known.get(key.removesuffix("az")) or key.removesuffix("az")


class Findings:
    """What a run says of claims, standings and chains."""

    def __init__(self, folder, names):
        self.names, self.claims = names, collections.defaultdict(list)
        for row in table(folder / "claims.csv"):
            self.claims[row["article_id"], names.one(row["source_outlet"] or row["source_text"])].append(row)
        self.articles = {row["article_id"]: row for row in table(folder / "articles.csv")}
        self.chains = {row["article_id"]: row for row in table(folder / "chains.csv")}

    def judged(self, expected):
        """Whether a line of the truth is found, and its article too; the latter is None where the truth names none."""
        key = expected["article_id"]
        if expected["about"] == "claim":
            rows = self.claims.get((key, self.names.one(expected["source"])), [])
            named = [row["evidence_article_id"] for row in rows]
            return expected["verdict"] in {row["verdict"] for row in rows}, expected["evidence"], named
        if expected["about"] == "standing":
            row = self.articles.get(key, {})
            return row.get("standing") == expected["standing"], expected["parent"], [row.get("parent_article_id")]
        row, one = self.chains.get(key, {}), self.names.one
        path = [[one(name) for name in chain.split(" > ")]
                for chain in (row.get("claimed_chain", ""), expected["claimed_chain"])]
        return path[0] == path[1], expected["origin"], [row.get("origin_article_id")]

    def verdicts(self):
        """What must not depend on other articles: verdicts and evidence of claims, standings and parents."""
        return {(id, source): sorted((row["verdict"], row["evidence_article_id"], row["flags"]) for row in rows)
                for (id, source), rows in self.claims.items()} | {
                    id: (row["standing"], row["parent_article_id"], row["flags"]) for id, row in self.articles.items()}


def chains(program, folder, name, scratch, marks):
    names = Names(folder.parent / "attribution-dev" / "outlets.csv")
    found = Findings(program.run(folder / "articles.jsonl", scratch / name), names)
    truth = list(lines(folder / "truth.jsonl"))
    tally = collections.defaultdict(lambda: [0, 0, 0, 0])
    for expected in truth:
        right, wanted, named = found.judged(expected)
        kind = " ".join([expected["about"], expected.get("scenario") or expected.get("standing") or ""]).strip()
        for key in (kind, "all together"):
            tally[key][0] += right
            tally[key][1] += 1
            if wanted:
                tally[key][2] += wanted in named
                tally[key][3] += 1
    for kind, (right, of, article, articles) in sorted(tally.items()):
        show(name, kind, ratio(right, of), .985 if kind == "all together" else .97)
        if articles:
            show(name, kind + ", evidence article", ratio(article, articles), .97)
    unchanged(program, folder, name, scratch, names, found.verdicts())
    without_sources(program, folder, name, scratch, names, truth)


def unchanged(program, folder, name, scratch, names, expected):
    """Verdicts in another order, at other times, and beside articles that have nothing to do with them."""
    articles = list(lines(folder / "articles.jsonl"))
    dice = random.Random(5)
    shuffled = dice.sample(articles, len(articles))
    moved = [dict(a, published_at=shifted(a["published_at"])) if a.get("published_at") else a for a in articles]
    strangers = [dict(a, id="x-" + str(a["id"]), site="stranger.example", url="", published_at=articles[0]["published_at"])
                 for a in lines(folder.parent / "tgcontest-pairs-dev" / "articles.jsonl")] if (
                     folder.parent / "tgcontest-pairs-dev" / "articles.jsonl").exists() else []
    for what, variant in (("shuffled", shuffled), ("moved by 1,461 days", moved), ("beside strangers", articles + strangers)):
        got = Findings(program.run(write(variant, scratch / "variant.jsonl"), scratch / "variant"), names).verdicts()
        show(name, f"findings that differ when {what}, of {len(expected)}",
             sum(got.get(key) != value for key, value in expected.items()), 0, most=True)


def shifted(written):
    """The same time 1,461 days (four years) later."""
    return str(int(written[:4]) + 4) + written[4:]


def write(articles, path):
    with open(path, "w", encoding="utf-8") as file:
        for article in articles:
            file.write(json.dumps(article, ensure_ascii=False) + "\n")
    return path


def without_sources(program, folder, name, scratch, names, truth):
    """Takes the articles of each named outlet away; no claim on it may be called false then."""
    articles = list(lines(folder / "articles.jsonl"))
    outlet = {row["article_id"]: names.one(row["outlet"]) for row in table(scratch / name / "articles.csv")}
    named = {names.one(t["source"]) for t in truth if t["about"] == "claim"} & set(outlet.values())
    called_false = 0
    for gone in sorted(named):
        left = [a for a in articles if outlet.get(a["id"]) != gone]
        found = Findings(program.run(write(left, scratch / "left.jsonl"), scratch / "left"), names)
        called_false += sum(row["verdict"] in FALSE_VERDICTS
                            for (_, source), rows in found.claims.items() if source == gone for row in rows)
    show(name, f"false claims when the source is away, {len(named)} sources", called_false, 0, most=True)


def pages_chain(program, folder, name, scratch, marks):
    """Clusters of real pages, and the chain that is known to lead from a page of the set to another."""
    clusters(program, folder, name, scratch, marks)
    if not name.endswith("-dev"):
        return
    rows = {row["article_id"]: row for row in table(program.run(folder / "articles.jsonl", scratch / name) / "chains.csv")}
    row = rows.get("az01", {})
    right = row.get("claimed_chain") == "Median.az > Report" and row.get("evidenced_chain") == "Median.az > Report"
    show(name, "the chain median.az > Report", int(right and row.get("origin_article_id") == "az02"), 1)


SETS = {
    "ttc3600-tr": (clusters, {"pair precision": .99, "pair F1": .995}),
    "tgchan-ru": (clusters, {"pair precision": .98, "pair F1": .97}),
    "fakes-en": (clusters, {"pair F1": 1.0}),
    "minhash-demo": (clusters, {"pair F1": 1.0}),
    "az-pages": (pages_chain, {"all pairs": True, "merged": 0}),
    "tgcontest-pairs": (clusters, {"merged": 0}),
    "clough-stevenson": (rewriting, {"accuracy": .85}),
    "chains": (chains, {}),
}

# ----------------------------------------------------------------------------------------------- invented corpora


def settled(truth, label):
    """Lets every merged article count as part of the story that it was put with."""
    plain = collections.Counter((label[t["id"]], t["cluster"]) for t in truth if "cluster2" not in t)
    for t in truth:
        if "cluster2" in t and plain[label[t["id"]], t["cluster2"]] > plain[label[t["id"]], t["cluster"]]:
            t["cluster"], t["cluster2"] = t["cluster2"], t["cluster"]
            t["origin_id"] = t["cluster"]


def invented(program, corpus, truth_path, scratch):
    name = pathlib.Path(corpus).stem
    out = program.run(corpus, scratch / "run")
    found, parents, accused = {}, {}, set()
    for row in table(out / "articles.csv"):
        if row["standing"] in ("uncredited-copy", "disputed-copy"):
            accused.add(row["article_id"])
        if row["cluster_id"]:
            found[row["article_id"]] = row["cluster_id"]
        if row["parent_article_id"]:
            parents[row["article_id"]] = row["parent_article_id"]
    truth = list(lines(truth_path))
    label = {t["id"]: found.get(t["id"], (t["id"],)) for t in truth}
    settled(truth, label)
    sizes, true_sizes = collections.Counter(label.values()), collections.Counter(t["cluster"] for t in truth)
    both = collections.Counter((label[t["id"]], t["cluster"]) for t in truth)
    second = collections.Counter((label[t["id"]], t["cluster2"]) for t in truth if "cluster2" in t)
    right = found_pairs = wanted = 0
    linked, kinds, seen, flagged, named = (collections.Counter() for _ in range(5))
    for t in truth:
        mine, kind = label[t["id"]], t["kind"]
        neutral = second[mine, t["cluster"]] + (both[mine, t["cluster2"]] if "cluster2" in t else 0)
        right += both[mine, t["cluster"]] - 1
        found_pairs += sizes[mine] - 1 - neutral
        wanted += true_sizes[t["cluster"]] - 1
        kinds[kind] += 1
        linked[kind] += mine == label.get(t["origin_id"])
        flagged[kind] += seen[mine] > 0
        seen[mine] += 1
        if t["attributed_to"] and kind in COPY_MARKS:
            named["of"] += 1
            named["right"] += parents.get(t["id"]) == t["parent_id"]
    precision, recall = ratio(right, found_pairs), ratio(right, wanted)
    show(name, "pair precision", precision, .995)
    show(name, "pair recall", recall)
    show(name, "pair F1", f1(precision, recall), .985)
    for kind, mark in COPY_MARKS.items():
        show(name, f"{kind} copies with their original, of {kinds[kind]}", ratio(linked[kind], kinds[kind]), mark)
    hard = sum(kinds[kind] for kind in HARD)
    show(name, f"templates and boilerplate flagged, of {hard}", ratio(sum(flagged[k] for k in HARD), hard), .005, most=True)
    own = [t["id"] for t in truth if t["kind"] not in COPY_MARKS]
    show(name, f"own articles called copies, of {len(own)}", ratio(len(accused.intersection(own)), len(own)), .005, most=True)
    show(name, "largest cluster", max(sizes.values()), max(true_sizes.values()), most=True)
    show(name, f"true parent named, of {named['of']} credited", ratio(named["right"], named["of"]), .95)


# Plants: articles of our own among those of a corpus.


class Planter:
    """Makes copies of a corpus's own stories, as newsrooms do."""

    def __init__(self, corpus, truth_path, dice):
        self.dice, self.corpus = dice, corpus
        copied = {t["origin_id"] for t in lines(truth_path) if t["id"] != t["origin_id"]}
        alone = [t["id"] for t in lines(truth_path) if t["kind"] == "original" and t["id"] not in copied]
        wanted, self.stories, self.words = set(dice.sample(alone, min(len(alone), 400))), [], []
        for number, article in enumerate(lines(corpus)):
            if number < 2000:
                self.words += article["text"].split()[:20]
            if article["id"] in wanted and len(article["text"].split()) >= 120:
                self.stories.append(article)
        self.count, self.plants = 0, []

    def plant(self, kind, text, of):
        self.count += 1
        id = f"plant-{self.count:05d}"
        day, rest = of["published_at"][:8], of["published_at"][10:]
        later = day + f"{min(28, int(of['published_at'][8:10]) + 1 + self.dice.randrange(3)):02d}" + rest
        site = f"plant{self.dice.randrange(900)}.example"
        self.plants.append(dict(of, id=id, site=site, url=f"https://{site}/{id}", published_at=later, text=text))
        return id, kind, of["id"]

    def edited(self, text, share):
        words = text.split(" ")
        for _ in range(max(1, int(len(words) * share))):
            place = self.dice.randrange(len(words))
            words[place] = self.dice.choice(self.words)
        return " ".join(words)

    def copy(self, kind, story):
        text = story["text"]
        words = text.split(" ")
        made = {
            "exact": lambda: text,
            "attributed": lambda: f"{story['site']} saytına istinadən xəbər verilir.\n\n{text}",
            "light": lambda: self.edited(text, .03),
            "heavy": lambda: self.edited(text, .2),
            "excerpt": lambda: " ".join(words[:max(30, len(words) * 4 // 10)]) + " Tam oxu",
            "merged": lambda: text + "\n\n" + self.dice.choice(self.stories)["text"],
            "recoded": lambda: unicodedata.normalize("NFD", text),
        }
        return self.plant(kind, made[kind](), story)

    def corpus_with_plants(self, path):
        """The corpus with the plants at random places."""
        places = collections.defaultdict(list)
        size = sum(1 for _ in open(self.corpus, "rb"))
        for plant in self.plants:
            places[self.dice.randrange(size)].append(plant)
        with open(path, "wb") as out, open(self.corpus, "rb") as articles:
            for number, line in enumerate(articles):
                for plant in places.get(number, []):
                    out.write(json.dumps(plant, ensure_ascii=False).encode() + b"\n")
                out.write(line)
        return path


def planted(program, corpus, truth_path, scratch):
    name = pathlib.Path(corpus).stem + " planted"
    planter = Planter(corpus, truth_path, random.Random(3))
    stories = planter.stories
    many = stories.pop()
    copies = [planter.copy(planter.dice.choice(["exact", "attributed", "light"]), many) for _ in range(5000)]
    bridges = []
    for one, other in zip(stories[0:40:2], stories[1:40:2]):
        quotes = [" ".join(s["text"].split(" ")[:60]) for s in (one, other)]
        own = [" ".join(planter.dice.choices(planter.words, k=40)) for _ in range(3)]
        text = f"{own[0]}\n\n“{quotes[0]}”\n\n{own[1]}\n\n“{quotes[1]}”\n\n{own[2]}"
        bridges.append((planter.plant("bridge", text, one)[0], one["id"], other["id"]))
    singles = [planter.copy(kind, story) for story in stories[40:] for kind in COPY_MARKS]
    found = program.clusters(planter.corpus_with_plants(scratch / "planted.jsonl"), scratch)
    whole = sum(id in found and found[id] == found.get(many["id"]) for id, _, _ in copies)
    show(name, "5,000 copies of one story with it", whole, 5000)
    show(name, "cluster of the 5,000", sum(c == found.get(many["id"]) for c in found.values()), 5001, most=True)
    show(name, f"stories merged by {len(bridges)} articles that quote two",
         sum(a in found and found[a] == found.get(b) for _, a, b in bridges), 0, most=True)
    for kind in COPY_MARKS:
        mine = [(id, of) for id, k, of in singles if k == kind]
        hits = sum(id in found and found[id] == found.get(of) for id, of in mine)
        if kind == "merged":
            hits = sum(id in found for id, _ in mine)
        show(name, f"inserted “{kind}” found, of {len(mine)}", ratio(hits, len(mine)), COPY_MARKS[kind])


def main(arguments):
    options = {a for a in arguments if a.startswith("--")}
    given = [a for a in arguments if not a.startswith("--")]
    if len(given) < 2 or options - {"--planted"}:
        sys.exit(__doc__)
    program, data = Program(given[0]), pathlib.Path(given[1])
    folders = sorted(f for f in data.iterdir() if f.is_dir()) if data.is_dir() else []
    with tempfile.TemporaryDirectory(prefix="menbe-quality-") as temporary:
        scratch = pathlib.Path(temporary)
        for kind, (measure, marks) in SETS.items():
            mine = [f for f in folders if f.name == kind or f.name.rpartition("-")[0] == kind]
            mine = [f for f in mine if (f / "articles.jsonl").exists() and (f / "truth.jsonl").exists()]
            for folder in mine:
                measure(program, folder, folder.name, scratch, marks)
            if not mine:
                print(f"{kind:22} absent: {data} has no folder {kind} or {kind}-… with articles.jsonl and truth.jsonl")
        for pair in given[2:]:
            corpus, _, truth = pair.partition("=")
            if not (os.path.exists(corpus) and os.path.exists(truth)):
                print(f"{pair:22} absent: give the corpus and its truth as CORPUS.jsonl=TRUTH.jsonl")
                continue
            invented(program, corpus, truth, scratch)
            if "--planted" in options:
                planted(program, corpus, truth, scratch)
        if len(given) == 2:
            print("invented corpora       absent: none was given as CORPUS.jsonl=TRUTH.jsonl")
    print(f"{measured} figures, {below} below their mark")
    return 2 if not measured else 1 if below else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
