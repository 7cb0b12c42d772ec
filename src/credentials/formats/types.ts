/** The credential as it was signed, never rewritten: a document's text or a compact JWS. */
export type SignedText = { json: string } | { jwt: string };

/** What a file holds. `address`: Open Badges 2.0 may bake in where the hosted assertion stands, and no more. */
export type Held = SignedText | { address: string };

/** How the credential came. */
export type FileWrapping = 'json' | 'jwt' | 'png' | 'svg' | 'pdf' | '1ob';

export type Unwrapped = { wrapping: FileWrapping; content: Held };
