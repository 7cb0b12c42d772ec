/** The usual library for credentials, which tests and benchmarks ask for a second opinion. It comes without types: what we use of it. */
declare module '@digitalbazaar/vc' {
  type Options = Record<string, unknown>;
  export function issue(options: Options): Promise<Record<string, unknown>>;
  export function derive(options: Options): Promise<Record<string, unknown>>;
  export function verifyCredential(options: Options): Promise<{ verified: boolean; error?: unknown }>;
}
declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: Record<string, unknown>);
  }
}
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: unknown;
}
declare module '@digitalbazaar/eddsa-jcs-2022-cryptosuite' {
  export function createSignCryptosuite(): unknown;
  export function createVerifyCryptosuite(): unknown;
}
declare module '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite' {
  export const cryptosuite: unknown;
}
declare module '@digitalbazaar/ecdsa-sd-2023-cryptosuite' {
  export function createSignCryptosuite(options: { mandatoryPointers: string[] }): unknown;
  export function createDiscloseCryptosuite(options: { selectivePointers: string[] }): unknown;
}
declare module '@digitalbazaar/ed25519-multikey' {
  export function from(key: Record<string, unknown>): Promise<{ signer(): unknown; verifier(): unknown }>;
}
declare module '@digitalbazaar/ecdsa-multikey' {
  export function from(key: Record<string, unknown>): Promise<{ signer(): unknown; verifier(): unknown }>;
}
