/** Links that act once: in letters, or printed by a command. */
import { z } from 'zod';

/** What a link is for. A link made for one purpose opens nothing else. Features above use `invitation` and `claim`. */
export const LinkPurpose = z.enum([
  'sign-up',
  'provider',
  'reset',
  'address',
  'staff',
  'erasure',
  'invitation',
  'claim',
  'hand-over',
]);
export type LinkPurpose = z.infer<typeof LinkPurpose>;

export type LinkFound = {
  purpose: LinkPurpose;
  personId: string | null;
  email: string | null;
  detail: Record<string, unknown>;
  expiresAt: Date;
};
