/** The certificate: one page to print, with the signed credential inside and a code that leads to its page. */
import type { PdfBlock, PdfDocument } from '../../platform/pdf/index.js';
import type { ShownCredential } from '../rules/shown.js';

type Certificate = {
  credential: ShownCredential;
  /** What was signed; it travels in the file byte for byte. Null: there is nothing that could be checked. */
  signed: { kind: 'json' | 'jwt'; text: string } | null;
  /** Where it can be looked at; null: it has no page. */
  address: string | null;
  /** Where files are checked: `https://cairn.example/verify`. */
  verify: string;
  id: string | null;
  created: Date;
};

/** Drafts of it, from the fullest to the briefest. */
export function certificateOf(given: Certificate): PdfDocument[] {
  const { credential, signed, created } = given;
  const document = (blocks: readonly PdfBlock[]): PdfDocument => ({
    title: `Certificate: ${credential.name}`,
    language: 'en-GB',
    created,
    blocks,
    ...(signed && { attachments: [attachmentOf(signed)] }),
  });
  return [true, false].map((full) => document(blocksOf(given, full)));
}

function attachmentOf({ kind, text }: NonNullable<Certificate['signed']>) {
  return {
    name: `credential.${kind}`,
    mediaType: kind === 'json' ? 'application/vc' : 'application/jwt',
    description: 'The credential as it was signed. Any checker of Open Badges reads it.',
    relationship: 'Source' as const,
    bytes: new TextEncoder().encode(text),
  };
}

function blocksOf({ credential, signed, address, verify, id }: Certificate, full: boolean): PdfBlock[] {
  const { name, holder, isTheirs, issuer, issued, description, facts, standing, criteria } = credential;
  const awarded = [
    holder === null ? 'Awarded' : isTheirs ? `Awarded to ${holder}` : `Shown by ${holder}, issued`,
    `by ${issuer}`,
  ];
  const rows = facts.map((fact) => [fact.name, fact.words.slice(0, full ? 12 : 3).join('; ')]);
  const stands = /^(authentic|could)/.test(standing.words)
    ? []
    : [`When this was made, it was ${standing.words}. ${standing.meaning}`];
  const way =
    signed === null
      ? []
      : [
          `The signed credential is inside this file: give the file to ${verify}, or to any checker of Open Badges that reads PDF.`,
        ];
  const beside: PdfBlock[] = [
    { kind: 'text', text: 'How to check it', strong: true },
    ...[
      ...way,
      ...(address === null ? [] : ['The code leads to its page.']),
      'This page itself proves nothing; the credential does.',
    ].map((text): PdfBlock => ({ kind: 'text', text })),
    ...(address === null ? [] : [{ kind: 'text', text: address, href: address, quiet: true } as const]),
    ...(id === null || id === address ? [] : [{ kind: 'text', text: `Id: ${id}`, quiet: true, most: 2 } as const]),
  ];
  return [
    { kind: 'heading', level: 1, text: name, most: 4 },
    { kind: 'text', text: `${[...awarded, ...(issued === null ? [] : [`on ${issued}`])].join(' ')}.`, strong: true },
    ...stands.map((text): PdfBlock => ({ kind: 'text', text, strong: true })),
    ...(description === null ? [] : [{ kind: 'text', text: description, most: full ? 14 : 5 } as const]),
    { kind: 'rule' },
    ...(rows.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: 'What it took, and what it is worth' } as const,
          {
            kind: 'table',
            columns: [
              { name: 'Fact', share: 0.24 },
              { name: 'As the issuer states it', share: 0.76 },
            ],
            rows,
            most: full ? 8 : 3,
          } as const,
        ]),
    ...(full && criteria.narrative !== null
      ? ([
          { kind: 'heading', level: 2, text: 'Criteria' },
          { kind: 'text', text: criteria.narrative, most: 12 },
        ] as const)
      : []),
    { kind: 'rule' },
    ...(address === null
      ? beside
      : [{ kind: 'qr', text: address, said: `Code that leads to ${address}`, side: 96, beside } as const]),
  ];
}
