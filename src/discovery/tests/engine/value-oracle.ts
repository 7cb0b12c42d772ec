/**
 * What a valuation must come to, worked out the slow way: each document by itself, each limit asked by itself. How a text is
 * planned is shared with the engine; what is judged, counted and in which order is not.
 */
import { planQuestion } from '../../engine/query/plan.js';
import { share } from '../../engine/scoring.js';
import { Analyser } from '../../engine/store/analyse.js';
import { Phrases } from '../../engine/store/phrases.js';
import { Vocabulary } from '../../engine/store/vocabulary.js';
import {
  type Attribute,
  FACETS,
  type Facet,
  type Fit,
  FLAG,
  type IndexDocument,
  type Measure,
  RANGES,
  type Range,
  type SynonymGroup,
  type TextMatch,
  type Trait,
  type Valuation,
  type Valued,
} from '../../schema.js';

type Library = { analyser: Analyser; documents: number };
type Judged = { num: number; points: number; fits: Fit[] };

/** `all`: what the index holds, by which words are read. */
export function expectedValued(
  some: readonly IndexDocument[],
  all: readonly IndexDocument[],
  { attributes, keep, caution }: Valuation,
  synonyms: readonly SynonymGroup[],
): Valued {
  const library = libraryOf(all, synonyms);
  const judged = some.map((document): Judged => {
    const fits = attributes.map((attribute) => fitOf(attribute, document, library));
    const points = fits.reduce((sum, { low, high }, i) => {
      const weight = (attributes[i] as Attribute).weight;
      return sum + Math.round(1e6 * weight * (low + caution * (high - low)));
    }, 0);
    return { num: document.num, points: points / 1e6, fits };
  });
  judged.sort((a, b) => b.points - a.points || a.num - b.num);
  const passes = ({ fits }: Judged, but = -1) =>
    fits.every((fit, i) => i === but || !(attributes[i] as Attribute).hard || fit.ease === 0);
  const best = judged.filter((one) => passes(one));
  return {
    considered: some.length,
    total: best.length,
    best: best.slice(0, keep),
    eased: attributes.map(({ hard }, i) => {
      if (!hard) return null;
      return [1, 2, 3].map((step) => {
        const comes = judged.filter((one) => {
          const { ease } = one.fits[i] as Fit;
          return passes(one, i) && ease > 0 && ease <= step;
        });
        const first = comes[0];
        return { adds: comes.length, best: first === undefined ? null : { num: first.num, points: first.points } };
      });
    }),
  };
}

function libraryOf(documents: readonly IndexDocument[], synonyms: readonly SynonymGroup[]): Library {
  const vocabulary = new Vocabulary();
  const analyser = new Analyser(vocabulary, new Phrases(synonyms, vocabulary));
  for (const document of documents) {
    for (const term of analyser.analyse(document).terms) {
      vocabulary.holders.values[term] = (vocabulary.holders.values[term] as number) + 1;
    }
  }
  return { analyser, documents: documents.length };
}

function fitOf(attribute: Attribute, document: IndexDocument, library: Library): Fit {
  const { facets, numbers, traits, measures } = document;
  switch (attribute.of) {
    case 'number': {
      const name: string = attribute.name;
      const isRange = (RANGES as readonly string[]).includes(name);
      return attribute.judge(isRange ? numbers[name as Range] : measures[name as Measure]);
    }
    case 'set': {
      const name: string = attribute.name;
      const isFacet = (FACETS as readonly string[]).includes(name);
      return attribute.judge([...(isFacet ? facets[name as Facet] : traits[name as Trait])].sort());
    }
    case 'flags':
      return attribute.judge(document.flags);
    case 'skills': {
      const sum = facets.skill.reduce((all, skill) => all + Math.round((attribute.weights.get(skill) ?? 0) * 1e6), 0);
      return attribute.judge(sum / 1e6, (document.flags & FLAG.thin) !== 0);
    }
    case 'text':
      return attribute.judge(matchOf(attribute.text, document, library));
    case 'near': {
      const far = document.places.map(([latitude, longitude]) => distance(attribute, { latitude, longitude }));
      return attribute.judge(far.length === 0 ? null : Math.min(...far));
    }
  }
}

function matchOf(text: string, document: IndexDocument, { analyser, documents }: Library): TextMatch | null {
  const plan = planQuestion(text, { vocabulary: analyser.vocabulary, phrases: analyser.phrases, documents });
  if (plan === null) return null;
  const { description, subtitle, summary, organisations, ...plain } = document.text;
  const weightIn = (text: IndexDocument['text']): number => {
    const terms = new Set(analyser.analyse({ ...document, text }).terms);
    const met = plan.units.filter(({ variants }) => variants.some(({ term }) => terms.has(term)));
    return plan.words.reduce((sum, { weight }, i) => {
      return sum + (met.some(({ bits }) => (bits >> i) & 1) ? weight : 0);
    }, 0);
  };
  const whole = plan.words.reduce((sum, { weight }) => sum + weight, 0);
  const held = weightIn(document.text);
  const said = weightIn({ ...plain, description: '', subtitle: '', summary: '', organisations: [] });
  return held === 0 ? null : { share: held / whole, plainly: said >= share(plan.words.length) * whole };
}

/** Spherical law of cosines: another formula than the engine's. */
function distance(a: { latitude: number; longitude: number }, b: { latitude: number; longitude: number }): number {
  const radians = Math.PI / 180;
  const cosine =
    Math.sin(a.latitude * radians) * Math.sin(b.latitude * radians) +
    Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * Math.cos((a.longitude - b.longitude) * radians);
  return 6371.0088 * Math.acos(Math.max(-1, Math.min(1, cosine)));
}
