/** The same valuation the way it would be written first: each course an object, each attribute asked of each. */

import { tokenise } from '../../src/discovery/engine/text/tokens.js';
import {
  type Attribute,
  type Facet,
  type Fit,
  FLAG,
  type IndexDocument,
  type Measure,
  type Range,
  type Trait,
  type Valuation,
} from '../../src/discovery/schema.js';

export function naiveWeigh(documents: readonly IndexDocument[], { attributes, keep, caution }: Valuation) {
  const words = new Map<Attribute, string[]>();
  for (const one of attributes) if (one.of === 'text') words.set(one, tokenise(one.text).words);
  const passed = documents.flatMap((document) => {
    const fits = attributes.map((attribute) => fitOf(attribute, document, words.get(attribute) ?? []));
    if (fits.some(({ ease }, i) => ease > 0 && attributes[i]?.hard)) return [];
    const points = fits.reduce((sum, { low, high }, i) => {
      return sum + (attributes[i]?.weight ?? 0) * (low + caution * (high - low));
    }, 0);
    return [{ num: document.num, points, fits }];
  });
  return passed.sort((a, b) => b.points - a.points || a.num - b.num).slice(0, keep);
}

function fitOf(attribute: Attribute, document: IndexDocument, words: readonly string[]): Fit {
  const { facets, numbers, traits, measures, flags, places, text } = document;
  switch (attribute.of) {
    case 'number':
      return attribute.judge(
        attribute.name in numbers ? numbers[attribute.name as Range] : measures[attribute.name as Measure],
      );
    case 'set':
      return attribute.judge(
        attribute.name in facets ? facets[attribute.name as Facet] : traits[attribute.name as Trait],
      );
    case 'flags':
      return attribute.judge(flags);
    case 'skills':
      return attribute.judge(
        facets.skill.reduce((sum, skill) => sum + (attribute.weights.get(skill) ?? 0), 0),
        (flags & FLAG.thin) !== 0,
      );
    case 'text': {
      const title = text.title.toLowerCase();
      const whole = `${title} ${text.description.toLowerCase()}`;
      const held = words.filter((word) => whole.includes(word)).length;
      const plainly = words.some((word) => title.includes(word));
      return attribute.judge(held === 0 ? null : { share: held / words.length, plainly });
    }
    case 'near': {
      const { latitude, longitude } = attribute;
      const far = places.map(([lat, lon]) => 111 * Math.hypot(lat - latitude, (lon - longitude) * 0.6));
      return attribute.judge(far.length === 0 ? null : Math.min(...far));
    }
  }
}
