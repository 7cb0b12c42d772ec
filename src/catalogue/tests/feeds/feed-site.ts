/** A site with a verified provider, its people, and a web server that its feeds lie on. */

import {
  signUp,
  type TestOrganisation,
  type TestPerson,
  verifiedOrganisation,
} from '../../../../tests/support/people.js';
import { openSite, type RunningSite } from '../../../../tests/support/site.js';
import type { PersonActor } from '../../../accounts/index.js';
import { createClient } from '../../../platform/fetch/index.js';
import { openPost } from '../../../platform/mail/index.js';
import { type FeedParts, readFeed } from '../../actions/feeds/index.js';
import { type FeedRun, listFeedRuns } from '../../queries/index.js';
import { openProvider, type Provider } from './provider.js';

export const PROVIDER = 'Demo Feed University';

export type FeedSite = {
  site: RunningSite;
  provider: Provider;
  organisation: TestOrganisation;
  editor: TestPerson;
  viewer: TestPerson;
  stranger: TestPerson;
  actor: PersonActor;
  /** The time at which feeds are read; the site itself stands still at its day. */
  time: { now: Date };
  parts: FeedParts;
  /** Pauses that were kept: origin and milliseconds. */
  pauses: string[];
  /** Reads a feed as the job does, and answers what came of it. */
  read(feed: string): Promise<FeedRun>;
  close(): Promise<void>;
};

export async function openFeedSite(): Promise<FeedSite> {
  const provider = await openProvider();
  const site = await openSite({ starter: false, env: { CAIRN_FETCH_ALLOW: provider.host } });
  const editor = await signUp(site, 'Demo Editor', 'editor@example.org');
  const viewer = await signUp(site, 'Demo Viewer', 'viewer@example.org');
  const stranger = await signUp(site, 'Demo Stranger', 'stranger@example.org');
  const organisation = await verifiedOrganisation(site, PROVIDER, { editor, viewer });
  await verifiedOrganisation(site, 'Demo Other College', { editor: stranger });
  const { db, pool } = site.database;
  const { rows } = await pool.query<{ id: string }>('select id from accounts.person where email = $1', [editor.email]);
  const id = rows[0]?.id ?? '';
  const client = createClient([provider.host]);
  const time = { now: new Date('2026-11-23T10:00:00Z') };
  const clock = { now: () => time.now, today: () => time.now.toISOString().slice(0, 10) };
  const pauses: string[] = [];
  const parts: FeedParts = {
    db,
    client,
    clock,
    pace: async (origin, ms) => void pauses.push(`${origin} ${ms}`),
    letters: { post: openPost(site.config, site.database), origin: site.origin, secret: site.config.secret },
  };
  return {
    site,
    provider,
    organisation,
    editor,
    viewer,
    stranger,
    actor: { kind: 'person', id, name: editor.name, email: editor.email, isStaff: false, sessionId: '' },
    time,
    parts,
    pauses,
    async read(feed) {
      await readFeed(parts, feed);
      const [run] = await listFeedRuns(db, feed, 1);
      if (!run) throw new Error('the feed was never read');
      return run;
    },
    async close() {
      await client.close();
      await provider.close();
      await site.close();
    },
  };
}
