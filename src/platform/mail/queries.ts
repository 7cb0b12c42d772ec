/** The SQL of the outbox. */
import { sql } from 'kysely';
import type { Db } from '../db/index.js';

export type Mail = {
  id: string;
  recipient: string;
  subject: string;
  text: string;
  html: string | null;
  createdAt: Date;
  sentAt: Date | null;
};

type NewMail = Pick<Mail, 'id' | 'recipient' | 'subject' | 'text' | 'html'>;

export async function addMail(db: Db, { id, recipient, subject, text, html }: NewMail): Promise<void> {
  await sql`
    insert into platform.mail (id, recipient, subject, body_text, body_html)
    values (${id}, ${recipient}, ${subject}, ${text}, ${html})`.execute(db);
}

const columns = sql`id, recipient, subject, body_text as text, body_html as html, created_at as "createdAt", sent_at as "sentAt"`;

export async function findMail(db: Db, id: string): Promise<Mail | null> {
  const { rows } = await sql<Mail>`select ${columns} from platform.mail where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** The newest first; for the outbox page of a demonstration. */
export async function listMail(db: Db, limit = 50): Promise<Mail[]> {
  const { rows } =
    await sql<Mail>`select ${columns} from platform.mail order by created_at desc, id desc limit ${limit}`.execute(db);
  return rows;
}

export async function markSent(db: Db, id: string): Promise<void> {
  await sql`update platform.mail set sent_at = now() where id = ${id}`.execute(db);
}
