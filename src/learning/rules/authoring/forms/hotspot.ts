/** Areas of a picture, as rows of a form. Shapes are written in hundredths of its width and height. */
import type { Item } from '../../../schema/index.js';
import { keyFrom } from '../keys.js';
import { type FormReader, type Texts, tick } from './texts.js';

type Hotspot = Extract<Item, { type: 'hotspot' }>;
type Shape = Hotspot['areas'][number]['shape'];

export function areaTexts({ picture, alt, areas, answers }: Hotspot): Texts {
  const rows = areas.flatMap(({ key, label, shape }, row) => [
    [`area.${row}.key`, key],
    [`area.${row}.label`, label],
    [`area.${row}.kind`, shape.kind],
    [`area.${row}.figures`, figuresOf(shape)],
    [`area.${row}.right`, tick(answers.includes(key))],
  ]);
  return { picture, alt, ...Object.fromEntries(rows) };
}

function figuresOf(shape: Shape): string {
  if (shape.kind === 'rectangle') return [shape.x, shape.y, shape.width, shape.height].join(' ');
  if (shape.kind === 'circle') return [shape.x, shape.y, shape.radius].join(' ');
  return shape.points.map((point) => point.join(' ')).join(', ');
}

export function readAreas(form: FormReader): object {
  const rows = form.rows('area', ['label', 'figures'], 30);
  if (rows.length < 2) form.fault('area.0.label', 'Describe at least two areas: the right one, and another.');
  const taken: string[] = [];
  const answers: string[] = [];
  const areas = rows.map((row) => {
    const label = form.words(`area.${row}.label`, { most: 2000, needed: 'Say what is there.' });
    const key = form.raw(`area.${row}.key`) || keyFrom(label, taken, 'area');
    taken.push(key);
    if (form.ticked(`area.${row}.right`)) answers.push(key);
    return { key, label, shape: readShape(form, row) };
  });
  if (answers.length === 0) form.fault('area.0.right', 'Tick the area that is right.');
  if (form.raw('picture') === '') form.fault('picture', 'Choose a picture. Upload it under Files first.');
  const alt = form.words('alt', { most: 2000, needed: 'Say what the picture shows.' });
  return { picture: form.raw('picture'), alt, areas, answers };
}

function readShape(form: FormReader, row: number): object | null {
  const field = `area.${row}.figures`;
  const kind = form.choice(`area.${row}.kind`, ['rectangle', 'circle', 'polygon'] as const, 'rectangle');
  const figures = form
    .raw(field)
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);
  if (figures.some((figure) => !(figure >= 0 && figure <= 100))) {
    form.fault(field, 'Write numbers from 0 to 100, in hundredths of the picture.');
    return null;
  }
  const [x, y, third, fourth] = figures;
  if (kind === 'rectangle' && figures.length === 4) return { kind, x, y, width: third, height: fourth };
  if (kind === 'circle' && figures.length === 3) return { kind, x, y, radius: third };
  if (kind === 'polygon' && figures.length >= 6 && figures.length <= 120 && figures.length % 2 === 0)
    return { kind, points: Array.from({ length: figures.length / 2 }, (_, at) => figures.slice(at * 2, at * 2 + 2)) };
  form.fault(field, WANTED[kind]);
  return null;
}

const WANTED = {
  rectangle: 'Write four numbers: left, top, width, height. For example 10 20 30 15.',
  circle: 'Write three numbers: left and top of its middle, and its radius. For example 50 40 10.',
  polygon: 'Write its corners, left and top of each, three or more. For example 10 10, 40 10, 25 30.',
};
