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
  /** Its end was given to a mail server, and whether that took it is not known. Such a letter is not sent again. */
  inDoubt: boolean;
};

export type NewMail = Omit<Mail, 'createdAt' | 'sentAt' | 'inDoubt'>;

export async function addMail(db: Db, mail: NewMail): Promise<void> {
  await sql`
    insert into platform.mail (id, recipient, subject, body_text, body_html, unsubscribe)
    values (${mail.id}, ${mail.recipient}, ${mail.subject}, ${mail.text}, ${mail.html}, ${mail.unsubscribe})`.execute(
    db,
  );
}

export async function addMails(db: Db, mails: readonly NewMail[]): Promise<void> {
  const column = <K extends keyof NewMail>(name: K) => mails.map((mail) => mail[name]);
  await sql`
    insert into platform.mail (id, recipient, subject, body_text, body_html, unsubscribe)
    select * from unnest(${column('id')}::uuid[], ${column('recipient')}::text[], ${column('subject')}::text[],
      ${column('text')}::text[], ${column('html')}::text[], ${column('unsubscribe')}::text[])`.execute(db);
}

const columns = sql`id, recipient, subject, body_text as text, body_html as html, unsubscribe, created_at as "createdAt", sent_at as "sentAt",
  (sending_at is not null and sent_at is null and unsubscribe is not null) as "inDoubt"`;

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

/** To be called before the end of a letter is sent. False: it must not be sent, now or any more. */
export async function markSending(db: Db, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update platform.mail set sending_at = clock_timestamp()
    where id = ${id} and sent_at is null and (sending_at is null or unsubscribe is null)`.execute(db);
  return (numAffectedRows ?? 0n) > 0n;
}

/** The server has said that it did not take it. */
export async function unmarkSending(db: Db, id: string): Promise<void> {
  await sql`update platform.mail set sending_at = null where id = ${id} and sent_at is null`.execute(db);
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
  await sql`
    delete from platform.mail
    where coalesce(sent_at, case when unsubscribe is not null then sending_at end) < now() - make_interval(days => ${days})`.execute(
    db,
  );
}

function lowered(addresses: readonly string[]): string[] {
  return addresses.map((address) => address.toLowerCase());
}
