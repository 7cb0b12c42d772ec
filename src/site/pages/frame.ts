import type { Frame } from '../../ui/index.js';

export type FrameFacts = {
  origin: string;
  /** The dated-sample note; null where the operator's own catalogue is served. */
  note: Frame['note'];
  /** Letters are kept to be read here in place of being sent. */
  demonstration?: boolean;
};

/** What is round every page: only places that exist today. */
export function siteFrame({ origin, note, demonstration = false }: FrameFacts): Frame {
  return {
    origin,
    note,
    ...(demonstration ? { outbox: '/demo/mail' } : {}),
    account: { href: '/my', label: 'My Cairn' },
    nav: [
      { href: '/courses', label: 'Find' },
      { href: '/guide', label: 'Guide' },
      { href: '/subjects', label: 'Subjects' },
      { href: '/skills', label: 'Skills' },
      { href: '/providers', label: 'Providers' },
      { href: '/verify', label: 'Verify' },
    ],
    footer: [
      {
        title: 'Find',
        links: [
          { href: '/courses', label: 'Find a course' },
          { href: '/guide', label: 'Six-question guide' },
          { href: '/courses?free=1', label: 'Free courses' },
          { href: '/courses?pace=self-paced', label: 'Start any time' },
          { href: '/developments', label: 'What is new' },
        ],
      },
      {
        title: 'Browse',
        links: [
          { href: '/subjects', label: 'Subjects' },
          { href: '/skills', label: 'Skills' },
          { href: '/providers', label: 'Providers' },
        ],
      },
      {
        title: 'Trust',
        links: [
          { href: '/verify', label: 'Verify a credential' },
          { href: '/guidance', label: 'Guidance' },
          { href: '/about/data', label: 'About the data' },
          { href: '/about/moderation', label: 'Moderation' },
          { href: '/api/docs', label: 'Open API' },
        ],
      },
      {
        title: 'Cairn',
        text: 'An open platform for short professional courses. Every fact has a source and a date.',
        links: [
          { href: '/accessibility', label: 'Accessibility' },
          { href: '/privacy', label: 'Privacy' },
          { href: '/terms', label: 'Terms of use' },
        ],
      },
    ],
  };
}

/** The note that the shipped catalogue is a sample: it names the days between which its sources were read or made. */
export function sampleNote(): NonNullable<Frame['note']> {
  return {
    text: 'A dated sample: real courses, as their sources stated them on the days shown. Check with the provider.',
    link: { href: '/about/data', label: 'About the data' },
  };
}
