/** A mail server for tests: as much of RFC 5321 as it takes to be handed letters, and to be cut off while that happens. */
import { createServer, type Socket } from 'node:net';

export type TakenLetter = { messageId: string; to: string; text: string };

export type MailServer = {
  url: string;
  /** Letters that the server has answered for, or would have: it had their end. In order. */
  taken: TakenLetter[];
  close(): Promise<void>;
};

/** What happens at each step of taking a letter; resolves with the answer. Left out: it goes well at once. */
export type MailSteps = {
  /** A letter is about to be sent. */
  beforeData?(): Promise<string> | string;
  /** Its end has come: the server has taken it, whatever happens to the answer. Resolves with null: no answer is given. */
  afterEnd?(letter: TakenLetter): Promise<string | null> | string | null;
};

export async function openMailServer(steps: MailSteps = {}): Promise<MailServer> {
  const taken: TakenLetter[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    void converse(socket, steps, taken).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

async function converse(socket: Socket, steps: MailSteps, taken: TakenLetter[]): Promise<void> {
  const say = (line: string) => void (socket.writable && socket.write(`${line}\r\n`));
  let [rest, to, inData] = ['', '', false];
  say('220 test');
  for await (const chunk of socket) {
    rest += chunk;
    for (;;) {
      const end = rest.indexOf(inData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) break;
      const part = rest.slice(0, end);
      rest = rest.slice(end + (inData ? 5 : 2));
      if (inData) {
        inData = false;
        const letter = { messageId: /^Message-ID: <([^@>]+)/im.exec(part)?.[1] ?? '', to, text: part };
        const answer = await endOf(letter, steps, taken);
        if (answer !== null) say(answer);
      } else if (/^RCPT TO/i.test(part)) {
        to = /<([^>]*)>/.exec(part)?.[1] ?? '';
        say('250 ok');
      } else if (/^DATA/i.test(part)) {
        const answer = (await steps.beforeData?.()) ?? '354 go on';
        inData = answer.startsWith('354');
        say(answer);
      } else say(/^QUIT/i.test(part) ? '221 bye' : '250 ok');
    }
  }
}

/** An answer that begins with 250, or none, means that it was taken. */
async function endOf(letter: TakenLetter, steps: MailSteps, taken: TakenLetter[]): Promise<string | null> {
  taken.push(letter);
  const answer = steps.afterEnd === undefined ? '250 ok' : await steps.afterEnd(letter);
  if (answer !== null && !answer.startsWith('250')) taken.splice(taken.indexOf(letter), 1);
  return answer;
}
