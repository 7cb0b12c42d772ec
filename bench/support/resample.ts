/**
 * As many courses as are wanted, resampled from real rows: each is a row with a few words dropped, a few of another row's
 * added, and now and then a word that no other course has, so that the dictionary grows as it does in life. A title word is
 * replaced now and then too, and numbers move a little: no two courses are the same.
 */
import type { IndexDocument } from '../../src/discovery/schema.js';
import { type Random, seeded } from './random.js';

const SYLLABLES =
  'ba be bi bo ca ce co da de di do fa fe fi ga ge go ha he hi ho ka ke ki la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo za ze'.split(
    ' ',
  );
const ENDINGS = ['n', 'r', 's', 'l', 't', 'x', 'm', ''];

/** A word like a surname or a product. Early ones come often, late ones hardly ever (about Zipf). */
function inventedWord(random: Random): string {
  let rank = Math.floor(2 ** (random.below(1_000_000) / 52_000));
  let word = '';
  while (word.length < 6 || rank > 0) {
    word += SYLLABLES[rank % SYLLABLES.length];
    rank = Math.floor(rank / SYLLABLES.length);
  }
  return word + ENDINGS[word.length % ENDINGS.length];
}

/** `count` documents numbered from 1, in batches. */
export function* resample(
  rows: readonly IndexDocument[],
  count: number,
  batch: number,
  seed = 20261123,
): Generator<IndexDocument[]> {
  const random = seeded(seed);
  let documents: IndexDocument[] = [];
  for (let num = 1; num <= count; num += 1) {
    documents.push(vary(rows[random.below(rows.length)] as IndexDocument, num, rows, random));
    if (documents.length === batch || num === count) {
      yield documents;
      documents = [];
    }
  }
}

function vary(row: IndexDocument, num: number, rows: readonly IndexDocument[], random: Random): IndexDocument {
  const { numbers } = row;
  const title = row.text.title.split(' ');
  if (random.chance(0.25)) title.splice(random.below(title.length + 1), 0, inventedWord(random));
  const description = row.text.description.split(' ').filter(() => !random.chance(0.06));
  if (random.chance(0.6)) description.push(inventedWord(random));
  if (random.chance(0.3)) description.push(...random.pick(rows).text.title.split(' '));
  return {
    ...row,
    num,
    text: { ...row.text, title: title.join(' '), description: description.join(' ') },
    numbers: { ...numbers, price: priceNear(numbers.price, random) },
    added: 19_000 + random.below(1_500),
    flags: row.flags,
  };
}

/** Up to a tenth more or less, in whole pounds: prices are round. */
function priceNear(price: number | null, random: Random): number | null {
  return price === null || price === 0
    ? price
    : Math.max(1, Math.round((price * (90 + random.below(21))) / 10_000)) * 100;
}
