/** How a letter leaves: to a mail server, or as a file to be read on one's own machine. */
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { Config } from '../config/index.js';
import { makeFolder, writeFileAtomically } from '../files/index.js';
import type { Mail } from './queries.js';

export type PostConfig = Pick<Config, 'smtpUrl' | 'origin' | 'dataFolder' | 'demonstration'>;

/**
 * Hands a letter over. `beforeEnd` runs when all of it was sent but its end, without which no mail server takes it: what fails
 * before or in it was certainly not sent. Not called where handing over twice is the same as once.
 */
export type Deliver = (mail: Mail, beforeEnd: () => Promise<void>) => Promise<void>;

export function delivery(config: PostConfig): Deliver | undefined {
  if (config.smtpUrl !== undefined) return delivererOver(config.smtpUrl, config.origin);
  if (config.demonstration) return (mail) => keepAsFile(mail, config);
  return undefined;
}

/** Whether the server itself said no: then it has not taken the letter. */
export function wasRefused(error: unknown): boolean {
  return typeof (error as { responseCode?: unknown } | null)?.responseCode === 'number';
}

function delivererOver(smtpUrl: string, origin: string): Deliver {
  return async (mail, beforeEnd) => {
    const envelope = envelopeOf(mail, origin);
    const message = await written(envelope, 'windows');
    const transport = createTransport(smtpUrl);
    transport.use('stream', (sending, done) => {
      // Its own stream is read ahead of the server. This one is read when the server has asked for the letter.
      sending.message.createReadStream = () => Readable.from(untilTheEnd(message, beforeEnd), { objectMode: false });
      done();
    });
    await transport.sendMail({ envelope: { from: envelope.from, to: envelope.to }, raw: message });
  };
}

/** The mail program writes the line with a single dot, which ends a letter (RFC 5321 §4.1.1.4), once this stream has ended. */
async function* untilTheEnd(message: Buffer, beforeEnd: () => Promise<void>): AsyncGenerator<Buffer> {
  yield message;
  await beforeEnd();
}

async function keepAsFile(mail: Mail, { dataFolder, origin }: PostConfig): Promise<void> {
  const message = await written(envelopeOf(mail, origin), 'unix');
  const folder = join(dataFolder, 'mail');
  makeFolder(folder, 0o700);
  writeFileAtomically(join(folder, `${mail.id}.eml`), message, 0o600);
}

async function written(envelope: ReturnType<typeof envelopeOf>, newline: 'unix' | 'windows'): Promise<Buffer> {
  const composer = createTransport({ streamTransport: true, buffer: true, newline });
  return (await composer.sendMail(envelope)).message as Buffer;
}

/** The id of the message is that of the row: sent twice after a crash, it is one letter to the receiver's program. */
function envelopeOf(mail: Mail, origin: string) {
  const host = new URL(origin).hostname;
  const { recipient: to, subject, text, html, unsubscribe } = mail;
  return {
    from: `Cairn <noreply@${host}>`,
    to,
    subject,
    text,
    ...(html === null ? {} : { html }),
    ...(unsubscribe === null ? {} : { headers: unsubscribeHeaders(unsubscribe) }),
    messageId: `<${mail.id}@${host}>`,
    date: mail.createdAt,
  };
}

/** RFC 8058: the receiver's program may offer a button that sends a POST there, without a visit. */
function unsubscribeHeaders(url: string): Record<string, string> {
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}
