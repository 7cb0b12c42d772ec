/** What a file holds, and bytes as they are written down. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Doc = { [key: string]: Json };

/** The text in a picture, or the text itself. */
export function textIn(bytes: Uint8Array): string {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return textInPng(bytes);
  if (bytes[0] === 0x25 && bytes[1] === 0x50)
    throw new Error('This page cannot open PDFs. Save the file credential.json that is attached to it, and drop that.');
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  return text.trimStart().startsWith('<') ? textInSvg(text) : text;
}

export function textInPng(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer);
  const found: string[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const data = bytes.subarray(at + 8, end - 4);
    const keyword = 'openbadgecredential\0\0\0\0\0';
    if (type === 'iTXt' && [...keyword].every((sign, index) => data[index] === sign.charCodeAt(0)))
      found.push(new TextDecoder().decode(data.subarray(keyword.length)));
    at = end;
  }
  return only(found);
}

export function textInSvg(text: string): string {
  // Parsed, never drawn: nothing in it runs.
  const svg = new DOMParser().parseFromString(text, 'image/svg+xml');
  const found = svg.getElementsByTagNameNS('https://purl.imsglobal.org/ob/v3p0', 'credential');
  return only([...found].map((element) => element.getAttribute('verify') ?? element.textContent ?? ''));
}

export function only(found: string[]): string {
  const [one, second] = found;
  if (one === undefined) throw new Error('This picture holds no Open Badges 3.0 credential.');
  if (second !== undefined) throw new Error('This picture holds two credentials.');
  return one;
}

export function isDoc(value: Json | undefined): value is Doc {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
}

export function fromBase58(text: string): Uint8Array<ArrayBuffer> {
  const signs = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  if (text.length > 200) throw new Error('A key or signature in it is too long.');
  let number = 0n;
  for (const sign of text) {
    const value = signs.indexOf(sign);
    if (value < 0) throw new Error('A key or signature in it cannot be read.');
    number = number * 58n + BigInt(value);
  }
  const zeros = /^1*/.exec(text)?.[0].length ?? 0;
  const hex = number === 0n ? '' : number.toString(16);
  const bytes = (hex.length % 2 ? `0${hex}` : hex).match(/../g) ?? [];
  return Uint8Array.from([...Array<number>(zeros).fill(0), ...bytes.map((byte) => Number.parseInt(byte, 16))]);
}
