/** What can be taken along of a credential, by the names under which it comes. */
export const FILES = {
  'credential.json': {
    label: 'The credential',
    about: 'As it was signed (JSON). Any checker of Open Badges reads it.',
  },
  'credential.jwt': { label: 'The credential', about: 'As it was signed (JWT). Any checker of Open Badges reads it.' },
  'certificate.pdf': {
    label: 'Certificate',
    about: 'A page to print. The credential is inside: whoever has the file can check it.',
  },
  'badge.png': { label: 'Badge, PNG', about: 'The picture with the credential inside.' },
  'badge.svg': { label: 'Badge, SVG', about: 'The same, sharp at every size.' },
  'card.png': { label: 'Picture for posts', about: 'A wide picture of it, for pages and posts. No credential inside.' },
  'original.bin': { label: 'As it came', about: 'The very file that you brought, byte for byte.' },
} as const;
export type FileName = keyof typeof FILES;

/** Those that there are of a credential. */
export function filesOf(signed: 'json' | 'jwt' | null, isBrought: boolean): FileName[] {
  const own: FileName[] = signed === null ? [] : [`credential.${signed}`, 'badge.png', 'badge.svg'];
  const [first, ...baked] = own;
  return [
    ...(first === undefined ? [] : [first]),
    'certificate.pdf',
    ...baked,
    'card.png',
    ...(isBrought ? (['original.bin'] as const) : []),
  ];
}
