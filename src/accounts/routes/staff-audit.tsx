/** Where staff read the audit log. */
import { z } from 'zod';
import { type App, html } from '../../platform/http/index.js';
import { checkAudit } from '../actions/audit.js';
import { AuditPage, ChainPage } from '../pages/staff-audit-page.js';
import { latestEntries } from '../queries/audit.js';
import type { AccountRoutes } from './parts.js';

const staff = { access: 'staff' } as const;
const PER_PAGE = 50;
const part = (most: number) => z.string().max(most).catch('').default('');
const Asked = z.object({
  act: part(100),
  subject: part(200),
  actor: part(100),
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).nullable().catch(null).default(null),
});

export function addAuditRoutes(app: App, { db, frame }: Pick<AccountRoutes, 'db' | 'frame'>): void {
  app.get('/staff/audit', { config: staff, schema: { querystring: Asked } }, async ({ query }, reply) => {
    const { before, ...asked } = query;
    const entries = await latestEntries(db, { ...asked, before, limit: PER_PAGE + 1 });
    const more = entries.length > PER_PAGE;
    return html(reply, <AuditPage frame={frame} asked={asked} entries={entries.slice(0, PER_PAGE)} more={more} />);
  });

  // Reads the whole log.
  const costly = { ...staff, limit: { hits: 10, seconds: 60 } };
  app.get('/staff/audit/chain', { config: costly }, async (_request, reply) =>
    html(reply, <ChainPage frame={frame} {...(await checkAudit(db))} />),
  );
}
