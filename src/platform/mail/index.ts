/**
 * Mail. A message is accepted in the transaction of the act that sends it, and leaves by a job. With `SMTP_URL` it goes out;
 * with the embedded database on one's own machine it is kept in the outbox and as a file, to be read there; anywhere else
 * sending fails at once, so that nobody waits for a letter that never comes.
 */
import { join } from 'node:path';
import { createTransport, type Transporter } from 'nodemailer';
import { z } from 'zod';
import type { Config } from '../config/index.js';
import { newId } from '../crypto/index.js';
import type { Database, Db } from '../db/index.js';
import { makeFolder, writeFileAtomically } from '../files/index.js';
import { defineTask, enqueue, type Handler, handle } from '../jobs/index.js';
import { addMail, findMail, type Mail, markSent } from './queries.js';

export { listMail, type Mail } from './queries.js';

export type Message = { to: string; subject: string; text: string; html?: string };

export type Post = {
  /** Accepts a message; returns its id. @throws MailError where it could never leave. */
  send(trx: Db, message: Message): Promise<string>;
  /** For `startJobs`: takes messages out. */
  handler: Handler;
};

/** Mail cannot be sent from this installation, or the message is not one. */
export class MailError extends Error {
  override readonly name = 'MailError';
  readonly exitCode = 2;
}

const sendMail = defineTask('platform.send-mail', z.object({ id: z.uuid() }));

type PostConfig = Pick<Config, 'smtpUrl' | 'origin' | 'dataFolder' | 'demonstration'>;

export function openPost(config: PostConfig, { db }: Pick<Database, 'db'>): Post {
  const deliver = delivery(config);
  return {
    async send(trx, message) {
      if (!deliver) throw new MailError('Mail cannot be sent: set SMTP_URL to a mail server.');
      const mail = { id: newId(), ...checked(message) };
      await addMail(trx, mail);
      await enqueue(trx, sendMail, { id: mail.id }, { key: `mail ${mail.id}` });
      return mail.id;
    },
    handler: handle(sendMail, async ({ id }) => {
      const mail = await findMail(db, id);
      if (!mail || mail.sentAt !== null) return;
      if (!deliver) throw new MailError('Mail cannot be sent: set SMTP_URL to a mail server.');
      await deliver(mail);
      await markSent(db, id);
    }),
  };
}

type Deliver = (mail: Mail) => Promise<void>;

function delivery(config: PostConfig): Deliver | undefined {
  if (config.smtpUrl !== undefined) return delivererOver(createTransport(config.smtpUrl), config.origin);
  if (config.demonstration) return (mail) => keepAsFile(mail, config);
  return undefined;
}

function delivererOver(transport: Transporter, origin: string): Deliver {
  return async (mail) => void (await transport.sendMail(envelope(mail, origin)));
}

async function keepAsFile(mail: Mail, { dataFolder, origin }: PostConfig): Promise<void> {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  const { message } = await composer.sendMail(envelope(mail, origin));
  const folder = join(dataFolder, 'mail');
  makeFolder(folder, 0o700);
  writeFileAtomically(join(folder, `${mail.id}.eml`), message as Buffer, 0o600);
}

/** The id of the message is that of the row: sent twice after a crash, it is one letter to the receiver's program. */
function envelope(mail: Mail, origin: string) {
  const host = new URL(origin).hostname;
  const { recipient: to, subject, text, html } = mail;
  return {
    from: `Cairn <noreply@${host}>`,
    to,
    subject,
    text,
    ...(html === null ? {} : { html }),
    messageId: `<${mail.id}@${host}>`,
    date: mail.createdAt,
  };
}

/** One address, one line of subject: nothing that could add a header or a second receiver. */
function checked({ to, subject, text, html }: Message): {
  recipient: string;
  subject: string;
  text: string;
  html: string | null;
} {
  if (!z.email().safeParse(to).success) throw new MailError(`${JSON.stringify(to)} is not a mail address.`);
  return { recipient: to, subject: subject.replace(/\s+/g, ' ').trim(), text, html: html ?? null };
}
