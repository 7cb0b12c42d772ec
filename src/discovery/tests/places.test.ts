import fc from 'fast-check';
import { expect, test } from 'vitest';
import { demoCourse, demoOffering, TODAY } from '../../../tests/support/demo.js';
import { chipsOf } from '../pages/chips.js';
import { indexDocumentOf } from '../rules/document.js';
import { findPlace, pointOf } from '../rules/places.js';
import { engineQueryOf } from '../rules/question.js';
import { SearchQuery } from '../schema.js';

test.each([
  ['Leeds', 'Leeds'],
  ['  lEEds ', 'Leeds'],
  ['kingston-upon-hull', 'Hull'],
  ['Dun Laoghaire', 'Dún Laoghaire'],
  ['Koln', 'Cologne, Germany'],
  ['Saint Andrews', 'St Andrews'],
  ['Perth', 'Perth'],
  ['Perth, Australia', 'Perth, Australia'],
  ['perth, au', 'Perth, Australia'],
  ['Cambridge, USA', 'Cambridge, United States'],
  ['Newport, Wales', 'Newport'],
  ['Tromso', 'Tromsø, Norway'],
])('%s is %s', (asked, name) => expect(pointOf(asked)?.name).toBe(name));

test.each(['', ',', 'Atlantis', 'Leeds, France', '91,0', '10,181', '51.5;-0.1', '51.5,', 'constructor'])(
  '“%s” is no place',
  (asked) => expect(pointOf(asked)).toBeNull(),
);

test('coordinates stay what they are', () => {
  expect(pointOf('51.5, -0.12')).toEqual({ latitude: 51.5, longitude: -0.12, name: null });
});

test('whatever is asked, a point lies on the earth', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 100 }), (asked) => {
      const point = pointOf(asked);
      if (point === null) return;
      expect(Math.abs(point.latitude)).toBeLessThanOrEqual(90);
      expect(Math.abs(point.longitude)).toBeLessThanOrEqual(180);
    }),
  );
});

test('every town of these islands lies in them, and is found by its first name', () => {
  for (const name of ['London', 'Lerwick', 'Penzance', 'Belfast', 'Galway', 'Douglas', 'St Helier']) {
    const place = findPlace(name);
    expect(place?.latitude).toBeGreaterThan(49);
    expect(place?.latitude).toBeLessThan(61);
    expect(place?.longitude).toBeGreaterThan(-11);
    expect(place?.longitude).toBeLessThan(2);
  }
});

test('a course whose venue names its town is near that town', () => {
  const venue = { town: 'Perth', country: 'AU' };
  const course = { ...demoCourse, offerings: [{ ...demoOffering, venue }] };
  expect(indexDocumentOf(course, TODAY, () => [], null).places).toEqual([[-31.95, 115.86]]);
  const exact = { ...venue, latitude: 1, longitude: 2 };
  const measured = { ...demoCourse, offerings: [{ ...demoOffering, venue: exact }] };
  expect(indexDocumentOf(measured, TODAY, () => [], null).places).toEqual([[1, 2]]);
});

test('a town becomes a point with its distance, and a chip with its name; an unknown one neither', () => {
  const asked = (near: string) => SearchQuery.parse({ near, withinKm: '30' });
  expect(engineQueryOf(asked('Leeds')).near).toEqual({ latitude: 53.8, longitude: -1.55, withinKm: 30 });
  expect(chipsOf(asked('Leeds'), { facets: {} }).map(({ words }) => words)).toEqual(['Within 30 km of Leeds']);
  expect(engineQueryOf(asked('Atlantis')).near).toBeNull();
  expect(chipsOf(asked('Atlantis'), { facets: {} })).toEqual([]);
});
