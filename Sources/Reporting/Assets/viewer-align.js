// What two texts have in common, found as the program finds it: a run of shared words is a seed and grows word by word.
(() => {
  const seed = 5;
  const triedPlaces = 16;
  // Runs with no more than this many words between them, in both texts, are one passage with differences inside.
  const bridged = 12;

  // A text of the data as its words: start, end and number; number 0 was left out of the comparison.
  menbe.readText = ([text, words, credits]) => {
    const [starts, ends, numbers] = [[], [], []];
    let at = 0;
    for (let place = 0; place < words.length; place += 3) {
      starts.push(at + words[place]);
      at += words[place] + words[place + 1];
      ends.push(at);
      numbers.push(words[place + 2]);
    }
    const spans = [];
    for (let place = 0; place < credits.length; place += 2) spans.push([credits[place], credits[place] + credits[place + 1]]);
    return { text, starts, ends, numbers, credits: spans, kept: numbers.flatMap((number, place) => number > 0 ? [place] : []) };
  };

  const key = (numbers, kept, start) => {
    let hash = 0;
    for (let step = 0; step < seed; step += 1) hash = Math.imul(hash, 1_000_003) + numbers[kept[start + step]] | 0;
    return hash;
  };

  // How many words two texts share from two places on; words that were left out end the run.
  const extend = (a, startA, b, startB) => {
    let length = 0;
    while (startA + length < a.kept.length && startB + length < b.kept.length) {
      const [wordA, wordB] = [a.kept[startA + length], b.kept[startB + length]];
      if (a.numbers[wordA] !== b.numbers[wordB]) break;
      if (length > 0 && (a.kept[startA + length - 1] + 1 !== wordA || b.kept[startB + length - 1] + 1 !== wordB)) break;
      length += 1;
    }
    return length;
  };

  // Shared runs of kept words in the order of the second text; each word of it is in at most one.
  const runsOf = (a, b) => {
    const places = new Map();
    for (let start = 0; start + seed <= a.kept.length; start += 1) {
      const own = key(a.numbers, a.kept, start);
      const list = places.get(own);
      if (!list) places.set(own, [start]); else if (list.length < triedPlaces) list.push(start);
    }
    const runs = [];
    let place = 0;
    let expected = -1;
    while (place + seed <= b.kept.length) {
      let best = { a: 0, b: place, length: 0 };
      const tried = places.get(key(b.numbers, b.kept, place)) ?? [];
      for (const start of expected >= 0 ? [expected, ...tried] : tried) {
        const length = extend(a, start, b, place);
        if (length > best.length) best = { a: start, b: place, length };
      }
      if (best.length < seed) { place += 1; continue; }
      runs.push(best);
      place += best.length;
      expected = best.a + best.length;
    }
    return runs;
  };

  // The longest common subsequence of the few words between two runs, as pairs of places.
  const between = (a, fromA, toA, b, fromB, toB) => {
    const [rows, columns] = [toA - fromA, toB - fromB];
    const table = Array.from({ length: rows + 1 }, () => new Uint8Array(columns + 1));
    for (let i = rows - 1; i >= 0; i -= 1) {
      for (let j = columns - 1; j >= 0; j -= 1) {
        table[i][j] = a.numbers[a.kept[fromA + i]] === b.numbers[b.kept[fromB + j]]
          ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
      }
    }
    const pairs = [];
    for (let i = 0, j = 0; i < rows && j < columns;) {
      if (a.numbers[a.kept[fromA + i]] === b.numbers[b.kept[fromB + j]]) { pairs.push([fromA + i, fromB + j]); i += 1; j += 1; }
      else if (table[i + 1][j] >= table[i][j + 1]) i += 1;
      else j += 1;
    }
    return pairs;
  };

  // Each word's passage (0 outside of all), whether it is shared, and the number of the difference it belongs to.
  menbe.align = (a, b) => {
    const runs = runsOf(a, b);
    const mark = text => ({ passage: new Int32Array(text.numbers.length), same: new Uint8Array(text.numbers.length),
      difference: new Int32Array(text.numbers.length) });
    const [inA, inB] = [mark(a), mark(b)];
    let [passages, differences, sharedWords] = [0, 0, 0];
    const take = (side, text, from, to, passage) => {
      for (let place = from; place < to; place += 1) side.passage[text.kept[place]] = passage;
    };
    const differ = (fromA, toA, fromB, toB) => {
      if (fromA === toA && fromB === toB) return;
      differences += 1;
      for (let place = fromA; place < toA; place += 1) inA.difference[a.kept[place]] = differences;
      for (let place = fromB; place < toB; place += 1) inB.difference[b.kept[place]] = differences;
    };
    const same = (placeA, placeB) => {
      inA.same[a.kept[placeA]] = inB.same[b.kept[placeB]] = 1;
      sharedWords += 1;
    };
    runs.forEach((run, number) => {
      const before = runs[number - 1];
      const [endA, endB] = before ? [before.a + before.length, before.b + before.length] : [0, 0];
      const isNear = before && run.a >= endA && run.a - endA <= bridged && run.b - endB <= bridged;
      if (!isNear) passages += 1;
      else {
        take(inA, a, endA, run.a, passages);
        take(inB, b, endB, run.b, passages);
        let [atA, atB] = [endA, endB];
        for (const [placeA, placeB] of between(a, endA, run.a, b, endB, run.b)) {
          differ(atA, placeA, atB, placeB);
          same(placeA, placeB);
          [atA, atB] = [placeA + 1, placeB + 1];
        }
        differ(atA, run.a, atB, run.b);
      }
      take(inA, a, run.a, run.a + run.length, passages);
      take(inB, b, run.b, run.b + run.length, passages);
      for (let step = 0; step < run.length; step += 1) same(run.a + step, run.b + step);
    });
    // What only one text has is a difference, too, as long as it stands.
    const alone = (side, text) => {
      let last = -2;
      text.kept.forEach((word, place) => {
        if (side.passage[word] > 0) return;
        if (place !== last + 1) differences += 1;
        side.difference[word] = differences;
        last = place;
      });
    };
    alone(inA, a);
    alone(inB, b);
    return {
      passages, differences, inA, inB,
      heldA: a.kept.length > 0 ? sharedWords / a.kept.length : 0, heldB: b.kept.length > 0 ? sharedWords / b.kept.length : 0,
    };
  };
})();
