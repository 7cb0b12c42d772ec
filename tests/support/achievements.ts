/** A published achievement that says much, by the acts of the product itself. */
import { post, signUp, verifiedOrganisation } from './people.js';
import type { RunningSite } from './site.js';

/** The path of its page. */
export async function openAchievement(site: RunningSite): Promise<string> {
  const owner = await signUp(site, 'Demo Awarder', 'awarder@example.org');
  const { slug } = await verifiedOrganisation(site, 'Demo Institute of Badges', { owner });
  const at = `/organisations/${slug}/achievements`;
  const begun = await post(site, `${at}/new`, { course: '' }, owner.cookie);
  const id = /[0-9a-f-]{36}/.exec(String(begun.headers.location))?.[0] ?? '';
  const words = {
    name: 'Demo badge',
    description: 'Demo',
    criteria: 'Pass the exam.',
    outcomes: 'Judge\nDecide',
    level: 'FHEQ 7',
    credit: '15 CATS at FHEQ 7',
    skills: 'nursing',
    'in.1.language': 'Welsh',
    'in.1.name': 'Bathodyn',
  };
  const published = await post(site, `${at}/${id}`, { ...words, saves: '1', act: 'publish' }, owner.cookie);
  if (published.statusCode !== 303) throw new Error(`nothing was published: ${published.body.slice(0, 2000)}`);
  return `/achievements/${id}`;
}
