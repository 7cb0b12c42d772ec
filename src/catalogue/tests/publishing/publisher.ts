/** A verified organisation with members of every kind, and ways to publish as one of them would. */
import { JSDOM } from 'jsdom';
import {
  get,
  post,
  signUp,
  type TestOrganisation,
  type TestPerson,
  verifiedOrganisation,
} from '../../../../tests/support/people.js';
import { openSite, type RunningSite } from '../../../../tests/support/site.js';

export type Publishing = {
  site: RunningSite;
  college: TestOrganisation;
  other: TestOrganisation;
  editor: TestPerson;
  author: TestPerson;
  viewer: TestPerson;
  stranger: TestPerson;
};

export async function openPublishing(): Promise<Publishing> {
  const site = await openSite({ starter: false });
  const editor = await signUp(site, 'Demo Editor', 'editor@example.org');
  const author = await signUp(site, 'Demo Author', 'author@example.org');
  const viewer = await signUp(site, 'Demo Viewer', 'viewer@example.org');
  const stranger = await signUp(site, 'Demo Stranger', 'stranger@example.org');
  const college = await verifiedOrganisation(site, 'Demo College', { editor, author, viewer });
  const other = await verifiedOrganisation(site, 'Demo Other University', { editor: stranger });
  return { site, college, other, editor, author, viewer, stranger };
}

export type Answer = Awaited<ReturnType<typeof get>>;

/** The fields of the course form on a page, as a browser would send them. */
export function fieldsOf(body: string): Record<string, string> {
  const { document } = new JSDOM(body).window;
  const form = document.querySelector('form[action$="/courses/form"]');
  if (!form) throw new Error(`there is no form of a course: ${document.title}`);
  const fields: Record<string, string> = {};
  for (const input of form.querySelectorAll<HTMLInputElement>('input[name], textarea[name], select[name]')) {
    if (input.type === 'checkbox' && !input.checked) continue;
    const value = input.value.trim();
    if (value !== '' || !(input.name in fields))
      fields[input.name] = [fields[input.name], value].filter(Boolean).join('\n');
  }
  return fields;
}

const SIGNS: Record<string, string> = { '&quot;': '"', '&lt;': '<', '&gt;': '>', '&#39;': "'", '&amp;': '&' };

/** The words of the main part of a page. */
export function textOf(body: string): string {
  const main = body.slice(body.indexOf('<main'), body.indexOf('</main>'));
  return main
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:quot|lt|gt|#39|amp);/g, (sign) => SIGNS[sign] ?? sign)
    .replace(/\s+/g, ' ');
}

export const path = (organisation: TestOrganisation) => `/organisations/${organisation.slug}`;

/** Opens the form at `from`, fills it in and sends it with `act`. */
export async function fill(
  { site }: Publishing,
  person: TestPerson,
  organisation: TestOrganisation,
  words: Record<string, string>,
  { from = 'courses/new', act = 'publish' } = {},
): Promise<Answer> {
  const page = await get(site, `${path(organisation)}/${from}`, person.cookie);
  if (page.statusCode !== 200) return page;
  return send(site, person, organisation, { ...fieldsOf(page.body), ...words }, act);
}

export function send(
  site: RunningSite,
  person: TestPerson,
  organisation: TestOrganisation,
  fields: Record<string, string>,
  act: string,
): Promise<Answer> {
  const to = act === 'publish' ? 'publish' : 'form';
  return post(site, `${path(organisation)}/courses/${to}`, { ...fields, act }, person.cookie);
}

type Found = { total: number; items: { id: string; slug: string; title: string; sources: { name: string }[] }[] };

/** What a search finds, asked until it finds `total` or patience ends. */
export async function search(site: RunningSite, text: string, total: number): Promise<Found> {
  for (let patience = 100; ; patience--) {
    const found: Found = (await get(site, `/api/v1/courses?q=${encodeURIComponent(text)}`)).json();
    if (found.total === total || patience === 0) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function courseOf(
  site: RunningSite,
  title: string,
): Promise<{ id: string; slug: string; edition: number; state: string }> {
  const { rows } = await site.database.pool.query(
    'select id, slug, edition, state from catalogue.course where title = $1 order by num desc limit 1',
    [title],
  );
  if (!rows[0]) throw new Error(`there is no course ${title}`);
  return rows[0];
}
