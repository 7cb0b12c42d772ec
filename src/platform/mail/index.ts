/**
 * Mail. A message is accepted in the transaction of the act that sends it, and leaves by a job. With `SMTP_URL` it goes out;
 * with the embedded database on one's own machine it is kept in the outbox and as a file, to be read there; anywhere else
 * sending fails at once, so that nobody waits for a letter that never comes.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { newId } from '../crypto/index.js';
import type { Database, Db } from '../db/index.js';
import { removeFile } from '../files/index.js';
import { type CronEntry, defineTask, enqueue, enqueueMany, type Handler, handle } from '../jobs/index.js';
import { type Deliver, delivery, type PostConfig, wasRefused } from './delivery.js';
import {
  addMail,
  addMails,
  findMail,
  type Mail,
  markSending,
  markSent,
  type NewMail,
  redactMail,
  removeMailBefore,
  removeMailTo,
  unmarkSending,
} from './queries.js';

export { listMail, type Mail, mailTo } from './queries.js';

export type Message = {
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** Address that stops letters of this kind by a POST (RFC 8058). Left out: a letter that is always sent. */
  unsubscribe?: string;
};

export type Post = {
  /** Accepts a message; returns its id. @throws MailError where it could never leave. */
  send(trx: Db, message: Message): Promise<string>;
  /**
   * Accepts many, in two statements however many there are. They leave one after the other behind those that were sent alone:
   * nobody waits for a link to sign in because a thousand learners are written to.
   */
  sendMany(trx: Db, messages: readonly Message[]): Promise<void>;
  /** For `startJobs`: takes messages out, and forgets them in time. */
  handlers: readonly Handler[];
};

/** Letters that were sent are forgotten after thirty days; those that a demonstration keeps to be read stay. */
export const mailCron: readonly CronEntry[] = [{ at: '20 3 * * *', task: 'platform.forget-mail' }];
const KEPT_DAYS = 30;
/** So many letters of a crowd leave by one job. */
const AT_ONCE = 50;
const NO_SERVER = 'Mail cannot be sent: set SMTP_URL to a mail server.';

/** Mail cannot be sent from this installation, or the message is not one. */
export class MailError extends Error {
  override readonly name = 'MailError';
  readonly exitCode = 2;
}

const sendMail = defineTask('platform.send-mail', z.object({ id: z.uuid() }));
const sendMails = defineTask('platform.send-mails', z.object({ ids: z.array(z.uuid()) }));
const forgetMail = defineTask('platform.forget-mail', z.object({}));
const removeMailFiles = defineTask('platform.remove-mail-files', z.object({ ids: z.array(z.uuid()) }));

export function openPost(config: PostConfig, { db }: Pick<Database, 'db'>): Post {
  const deliver = delivery(config);
  const fileOf = (id: string) => join(config.dataFolder, 'mail', `${id}.eml`);
  const take = async (id: string): Promise<void> => {
    const mail = await findMail(db, id);
    if (!mail || mail.sentAt !== null || mail.inDoubt) return;
    if (!deliver) throw new MailError(NO_SERVER);
    await sendOnce(db, deliver, mail);
    // Its receiver may have been erased while it was on its way.
    if (!(await markSent(db, id))) removeFile(fileOf(id));
  };
  return {
    async send(trx, message) {
      if (!deliver) throw new MailError(NO_SERVER);
      const mail = { id: newId(), ...checked(message) };
      await addMail(trx, mail);
      await enqueue(trx, sendMail, { id: mail.id }, { key: `mail ${mail.id}` });
      return mail.id;
    },
    async sendMany(trx, messages) {
      if (messages.length === 0) return;
      if (!deliver) throw new MailError(NO_SERVER);
      const mails = messages.map((message) => ({ id: newId(), ...checked(message) }));
      await addMails(trx, mails);
      const ids = mails.map(({ id }) => id);
      const jobs = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, at) => ({
        ids: ids.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
      }));
      await enqueueMany(trx, sendMails, jobs, { queue: 'letters in bulk' });
    },
    handlers: [
      handle(sendMail, ({ id }) => take(id)),
      handle(sendMails, async ({ ids }) => {
        const faults: unknown[] = [];
        // One that cannot be sent holds up no other; the job is repeated for those that are left.
        for (const id of ids) await take(id).catch((error) => faults.push(error));
        if (faults.length > 0) throw faults[0];
      }),
      handle(removeMailFiles, async ({ ids }) => ids.forEach((id) => void removeFile(fileOf(id)))),
      handle(forgetMail, async () => {
        if (!config.demonstration) await removeMailBefore(db, KEPT_DAYS);
      }),
    ],
  };
}

/**
 * Removes letters and the files that a demonstration keeps of them: to the addresses of `all` whether sent or not, to those
 * of `sent` once they are sent. `named` are words that are taken out of all other letters.
 */
export async function removeMail(
  trx: Db,
  { all, sent, named }: { all: string[]; sent: string[]; named: string[] },
): Promise<void> {
  const removed = await removeMailTo(trx, all, sent);
  const redacted = named.length > 0 ? await redactMail(trx, named) : [];
  const ids = [...removed, ...redacted];
  if (ids.length > 0) await enqueue(trx, removeMailFiles, { ids });
}

/**
 * Sends a letter once. A mail server and a database cannot agree at one moment: if the process ends between the letter's last
 * line and the mark that it was sent, whether it was taken is not known. Then a letter that one may unsubscribe from stays as
 * it is, and any other, such as a link for signing in, is sent again with the same id (docs/decisions/0015).
 */
async function sendOnce(db: Db, deliver: Deliver, mail: Mail): Promise<void> {
  let ending = false;
  try {
    await deliver(mail, async () => {
      if (!(await markSending(db, mail.id))) throw new MailError('The letter is gone, or another worker sends it.');
      ending = true;
    });
  } catch (error) {
    if (ending && wasRefused(error)) await unmarkSending(db, mail.id);
    throw error;
  }
}

/** One address, one line of subject: nothing that could add a header or a second receiver. */
function checked({ to, subject, text, html, unsubscribe }: Message): Omit<NewMail, 'id'> {
  if (!z.email().safeParse(to).success) throw new MailError(`${JSON.stringify(to)} is not a mail address.`);
  return {
    recipient: to,
    subject: subject.replace(/\s+/g, ' ').trim(),
    text,
    html: html ?? null,
    unsubscribe: unsubscribe === undefined ? null : new URL(unsubscribe).href,
  };
}
