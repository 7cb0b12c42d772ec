/** A site with an organisation that issues, for the tests of the wallet: letters, claims and files as anybody has them. */

import { AchievementDraft, type Issuing, issueOne } from '../../src/credentials/index.js';
import { insertAchievement, publishVersion } from '../../src/credentials/queries/achievements.js';
import { fixedClock } from '../../src/platform/clock/index.js';
import { newId } from '../../src/platform/crypto/index.js';
import { openTestIssuing } from './issuing.js';
import {
  get,
  newClient,
  newestLink,
  post,
  signUp,
  type TestOrganisation,
  type TestPerson,
  verifiedOrganisation,
} from './people.js';
import { aboutOf } from './roles.js';
import { openSite, type RunningSite, SITE_DAY } from './site.js';

export const NOW = new Date(`${SITE_DAY}T00:00:00Z`);

export type HoldingSite = {
  site: RunningSite;
  issuing: Issuing;
  owner: TestPerson;
  organisation: TestOrganisation;
  /** The course that the achievement ends. */
  course: { id: string; slug: string };
  achievement: string;
  /** Issues the achievement to an address; returns the credential's id. */
  issue(email: string, more?: object): Promise<string>;
  /** The path of the claim in the newest letter to an address. */
  claimOf(email: string): Promise<string>;
  /** Sends files as a browser does. */
  bring(files: Record<string, Uint8Array>, cookie: string): ReturnType<typeof post>;
  close(): Promise<void>;
};

export async function openHoldingSite(): Promise<HoldingSite> {
  const site = await openSite({ starter: false });
  const { db } = site.database;
  const owner = await signUp(site, 'Demo Owner', 'owner@example.org');
  const organisation = await verifiedOrganisation(site, 'Demo Northmoor University', { owner });
  const course = await publishCourse(site, organisation, owner);
  const { secret, dataFolder } = site.config;
  const issuing = openTestIssuing(site.database, {
    clock: fixedClock(SITE_DAY),
    origin: site.origin,
    secret,
    dataFolder,
  });
  const achievement = newId();
  const content = AchievementDraft.parse({
    name: 'Demo Safe Use of AI in Practice',
    description: 'Weighs the evidence for a tool, and watches over its use.',
    criteria: { narrative: 'Pass the safety case.' },
    outcomes: ['Weigh the evidence for a tool'],
    credits: [{ scheme: 'CATS', value: 15, level: { framework: 'FHEQ', value: '7', eqf: 7 } }],
    level: { framework: 'FHEQ', value: '7', eqf: 7 },
    workloadHours: 150,
    assessment: ['project'],
    supervision: 'supervised-online-identified',
  });
  const made = { id: achievement, organisationId: organisation.id, content, sources: {}, now: NOW };
  await insertAchievement(db, { ...made, course: { id: course.id, edition: null } } as never);
  await publishVersion(db, achievement, NOW);
  return {
    ...{ site, issuing, owner, organisation, course, achievement },
    issue: (email, more = {}) =>
      issueOne(
        issuing,
        { organisationId: organisation.id, by: 'key' },
        { achievement, award: { recipient: { email, name: 'Demo Learner' }, ...more } },
      ),
    claimOf: (email) => newestLink(site.database, email, '/claim/'),
    bring: (files, cookie) => bring(site, files, cookie),
    async close() {
      await issuing.close();
      await site.close();
    },
  };
}

async function publishCourse(site: RunningSite, { id, slug }: TestOrganisation, { cookie }: TestPerson) {
  const at = `/organisations/${slug}/courses`;
  const about = aboutOf((await get(site, `${at}/new`, cookie)).body);
  const fields = { ...about, title: 'Demo Safe Use of AI', url: 'https://northmoor.example.org/ai' };
  const answer = await post(site, `${at}/publish`, fields, cookie, newClient());
  if (answer.statusCode !== 303) throw new Error(`the course was not published: ${answer.statusCode}`);
  const { rows } = await site.database.pool.query('select id, slug from catalogue.course where provider_id = $1', [id]);
  return rows[0] as { id: string; slug: string };
}

/** Sends files as a browser does. */
export async function bring(site: RunningSite, files: Record<string, Uint8Array>, cookie: string) {
  const form = new FormData();
  for (const [name, bytes] of Object.entries(files)) form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const body = new Response(form);
  return site.app.inject({
    method: 'POST',
    url: '/my/credentials/new',
    remoteAddress: newClient(),
    headers: { origin: site.origin, cookie, 'content-type': body.headers.get('content-type') ?? '' },
    payload: Buffer.from(await body.arrayBuffer()),
  });
}
