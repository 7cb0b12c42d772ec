/** A page of guidance as data: what it is called, when it was last looked at, on what it leans, and its text. */
import type { JSX } from 'preact';
import type { Figures } from '../../schema.js';

export type Article = {
  slug: string;
  title: string;
  /** For search engines and for the list of guidance. */
  about: string;
  lede: string;
  /** Under which heading of the list it stands. */
  group: keyof typeof GROUPS;
  /** The day on which its facts were last looked at. */
  checked: string;
  sources: readonly { name: string; href?: string }[];
  Body: (props: { figures: Figures }) => JSX.Element;
};

/** The headings of the list, in their order. */
export const GROUPS = {
  understand: 'What it is',
  decide: 'Choosing, and what for',
  trust: 'Trusting what you hold',
  organisations: 'For organisations',
} as const;
