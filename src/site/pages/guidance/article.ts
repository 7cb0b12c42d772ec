/** A page of guidance as data: what it is called, when it was last looked at, on what it leans, and its text. */
import type { JSX } from 'preact';

export type Article = {
  slug: string;
  title: string;
  /** For search engines and for the list of guidance. */
  about: string;
  lede: string;
  /** The day on which its facts were last looked at. */
  checked: string;
  sources: readonly { name: string; href?: string }[];
  Body: () => JSX.Element;
};
