/** The SQL of the outbox. */
import { sql } from 'kysely';
import { type Db, standingAlone } from '../db/index.js';

export type Mail = {
  id: string;
  recipient: string;
  subject: string;
  text: string;
  html: string | null;
  unsubscribe: string | null;
  createdAt: Date;
  sentAt: Date | null;
};

export type NewMail = Omit<Mail, 'createdAt' | 'sentAt'>;

export async function addMail(db: Db, mail: NewMail): Promise<void> {
  await sql`
    insert into platform.mail (id, recipient, subject, body_text, body_html, unsubscribe)
    values (${mail.id}, ${mail.recipient}, ${mail.subject}, ${mail.text}, ${mail.html}, ${mail.unsubscribe})`.execute(
    db,
  );
}

const columns = sql`id, recipient, subject, body_text as text, body_html as html, unsubscribe, created_at as "createdAt", sent_at as "sentAt"`;

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

/** The letters to these addresses, oldest first. */
export async function mailTo(db: Db, addresses: readonly string[]): Promise<Mail[]> {
  const { rows } = await sql<Mail>`
    select ${columns} from platform.mail where lower(recipient) = any(${lowered(addresses)}) order by created_at, id`.execute(
    db,
  );
  return rows;
}

/** False: there is no such letter any more. */
export async function markSent(db: Db, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update platform.mail set sent_at = now() where id = ${id}`.execute(db);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function removeMailTo(trx: Db, all: readonly string[], sent: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from platform.mail
    where lower(recipient) = any(${lowered(all)}) or (lower(recipient) = any(${lowered(sent)}) and sent_at is not null)
    returning id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Takes words out of every letter, whole words only, in any case; the ids of the letters in which they stood. */
export async function redactMail(trx: Db, words: readonly string[]): Promise<string[]> {
  const pattern = standingAlone(words);
  const { rows } = await sql<{ id: string }>`
    update platform.mail set subject = regexp_replace(subject, ${pattern}, '[erased]', 'gi'),
      body_text = regexp_replace(body_text, ${pattern}, '[erased]', 'gi'),
      body_html = regexp_replace(body_html, ${pattern}, '[erased]', 'gi')
    where concat_ws(' ', subject, body_text, body_html) ~* ${pattern} returning id`.execute(trx);
  return rows.map(({ id }) => id);
}

export async function removeMailBefore(db: Db, days: number): Promise<void> {
  await sql`delete from platform.mail where sent_at < now() - make_interval(days => ${days})`.execute(db);
}

function lowered(addresses: readonly string[]): string[] {
  return addresses.map((address) => address.toLowerCase());
}
