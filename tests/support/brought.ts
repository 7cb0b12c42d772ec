/** A credential that somebody brings from elsewhere: Open Badges 3.0 without a signature, which is kept and said to be so. */
export function broughtCredential(name: string): string {
  return JSON.stringify({
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id: `urn:demo:credential:${encodeURIComponent(name)}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: `Demo badge of ${name}`,
    issuer: { id: 'https://issuer.example.org', type: ['Profile'], name: 'Demo Issuer' },
    validFrom: '2026-10-01T00:00:00Z',
    credentialSubject: {
      type: ['AchievementSubject'],
      achievement: {
        id: 'urn:demo:achievement',
        type: ['Achievement'],
        name: `Demo badge of ${name}`,
        description: 'Shows nothing but how badges look.',
        criteria: { narrative: 'None.' },
      },
    },
  });
}
