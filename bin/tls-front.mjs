/**
 * TLS in front of a Cairn on this machine, for public suites that ask over https alone: a key and a certificate that live as
 * long as the process. Plain Node, which can make keys but no certificates: those few bytes are written here (RFC 5280, X.690).
 */
import { createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { request } from 'node:http';
import { createServer } from 'node:https';

/** Answers at `https://localhost:PORT` with what `http://localhost:port` answers. */
export function openTlsFront(port) {
  const server = createServer(selfSigned(), (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const passed = request({ host: 'localhost', port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.writableEnded || outgoing.writeHead(502).end());
    incoming.pipe(passed);
  });
  return new Promise((settle, reject) => {
    server.on('error', reject);
    server.listen(0, 'localhost', () => {
      const close = () =>
        new Promise((done) => {
          server.close(done);
          server.closeAllConnections();
        });
      settle({ origin: `https://localhost:${server.address().port}`, close });
    });
  });
}

function selfSigned() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const algorithm = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02)); // ecdsa-with-SHA256
  const name = sequence(set(sequence(oid(0x55, 0x04, 0x03), der(0x0c, Buffer.from('localhost'))))); // commonName
  const day = 86_400_000;
  const validity = sequence(time(Date.now() - day), time(Date.now() + day));
  const names = sequence(der(0x82, Buffer.from('localhost'))); // dNSName
  const extensions = der(0xa3, sequence(sequence(oid(0x55, 0x1d, 0x11), der(0x04, names)))); // subjectAltName
  const version = der(0xa0, integer(2)); // 2 is version 3
  const serial = der(0x02, Buffer.concat([Buffer.from([0x40]), randomBytes(8)]));
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const content = sequence(version, serial, algorithm, name, validity, name, publicKey, extensions);
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', content, privateKey)]));
  const text = sequence(content, algorithm, signature).toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }),
    cert: `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`,
  };
}

function der(tag, content) {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts) => der(0x30, Buffer.concat(parts));
const set = (part) => der(0x31, part);
const oid = (...bytes) => der(0x06, Buffer.from(bytes));
const integer = (value) => der(0x02, Buffer.from([value]));
/** UTCTime, `261123120000Z`. */
const time = (ms) => der(0x17, Buffer.from(`${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
