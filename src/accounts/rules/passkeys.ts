/** What a browser sends about a passkey, as `PublicKeyCredential.toJSON` writes it (WebAuthn level 3 §5.1). */
import { z } from 'zod';

const bytes = z
  .string()
  .regex(/^[\w-]*$/)
  .max(100_000);

const Answer = z.object({
  id: bytes.min(1).max(2000),
  rawId: bytes.max(2000),
  type: z.literal('public-key'),
  authenticatorAttachment: z
    .string()
    .max(40)
    .nullish()
    .transform((value) => value ?? undefined),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
  response: z.object({
    clientDataJSON: bytes.min(1),
    attestationObject: bytes.optional(),
    authenticatorData: bytes.optional(),
    signature: bytes.optional(),
    userHandle: bytes.nullish().transform((value) => value ?? undefined),
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
});
export type PasskeyAnswer = z.infer<typeof Answer>;

/** Null: this is not what a browser sends. */
export function readPasskeyAnswer(text: string): PasskeyAnswer | null {
  if (text.length > 200_000) return null;
  try {
    return Answer.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
