/** What Cairn leans on besides: the disk, the mail server, the worker. */
import { accessSync, constants, statfsSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import { leftOvers } from '../backup/index.js';
import { type Check, counted, databaseCheck, type Finding, failed, ok, warning } from './check.js';
import { type QueueFacts, queueFacts, waitingMail } from './queries.js';
import { reasonOf } from './run.js';

const GIGABYTE = 1024 ** 3;
const MAIL_PATIENCE_MS = 10_000;
const MINUTE = 60_000;

export const surroundingsChecks: readonly Check[] = [
  {
    name: 'disk',
    async run({ config: { dataFolder } }) {
      accessSync(dataFolder, constants.W_OK | constants.X_OK);
      const [broken] = await leftOvers(dataFolder);
      if (broken !== undefined)
        return warning(
          `A restore was broken off: ${broken} lies in ${dataFolder}.`,
          'Restore the backup once more with --force, or delete that folder if the files are as they should be.',
        );
      const { bavail, bsize } = statfsSync(dataFolder);
      return freeSpace((bavail * bsize) / GIGABYTE, dataFolder);
    },
  },
  {
    name: 'mail server',
    async run({ config: { smtpUrl, demonstration } }) {
      if (smtpUrl !== undefined) return askMailServer(smtpUrl);
      return demonstration
        ? ok('A demonstration: letters stay on this machine.')
        : failed('Mail cannot be sent: nobody can sign up or reset a password.', 'Set SMTP_URL to a mail server.');
    },
    fault: 'settings',
  },
  databaseCheck('letters', async ({ db }, { clock }) => {
    const { letters, oldest, doubtful } = await waitingMail(db);
    const age = oldest === null ? 0 : clock.now().getTime() - oldest.getTime();
    return age > 15 * MINUTE
      ? warning(
          `Waiting: ${counted(letters, 'letter')}, the oldest for ${inWords(age)}.`,
          'See that a worker runs and the mail server takes mail.',
        )
      : ok(
          `${letters === 0 ? 'No letter waits.' : `${counted(letters, 'letter')} on the way.`}${
            doubtful === 0 ? '' : ` ${counted(doubtful, 'letter')} may not have arrived: Cairn was ended while sending.`
          }`,
        );
  }),
  databaseCheck('jobs', async ({ db }, { clock }) => judgeQueue(await queueFacts(db), clock.now())),
];

export function freeSpace(gigabytes: number, folder: string): Finding {
  const words = `${gigabytes.toFixed(1)} GB are free in ${folder}.`;
  if (gigabytes < 0.5) return failed(words, 'Make room now: without it the database stops.');
  return gigabytes < 5 ? warning(words, 'Make room, or move the data folder to a larger disk.') : ok(words);
}

async function askMailServer(smtpUrl: string): Promise<Finding> {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: MAIL_PATIENCE_MS,
    greetingTimeout: MAIL_PATIENCE_MS,
    socketTimeout: MAIL_PATIENCE_MS,
  });
  const { hostname } = new URL(smtpUrl);
  try {
    await transport.verify();
    return ok(`${hostname} takes mail.`);
  } catch (error) {
    return failed(
      `${hostname} does not take mail: ${reasonOf(error)}.`,
      'Put SMTP_URL right, or see to the mail server.',
    );
  } finally {
    transport.close();
  }
}

export function judgeQueue({ given_up, waiting, oldest, events, oldest_event }: QueueFacts, now: Date): Finding {
  const age = (since: Date | null): number => (since === null ? 0 : now.getTime() - since.getTime());
  const longest = Math.max(age(oldest), age(oldest_event));
  if (longest > 15 * MINUTE)
    return failed(
      `Due: ${counted(waiting + events, 'job')}, the oldest for ${inWords(longest)}.`,
      'Start a worker: npm start, or node dist/main.js worker.',
    );
  if (given_up.length > 0)
    return warning(
      `Given up after many attempts: ${given_up.map(({ task, jobs }) => `${jobs} of ${task}`).join(', ')}.` +
        (given_up[0]!.error ? ` The last said: ${reasonOf(given_up[0]!.error)}.` : ''),
      'See to the reason, then repeat or discard them on the staff page of jobs.',
    );
  return ok(waiting + events === 0 ? 'Nothing is due.' : `Due: ${counted(waiting + events, 'job')}.`);
}

function inWords(ms: number): string {
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 120) return `${minutes} minutes`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes / 1440)} days`;
}
