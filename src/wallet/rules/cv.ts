/** A credential on a CV and on LinkedIn, in its own words. */

import type { CredentialSummary } from '../../credentials/index.js';
import { formatDay, formatNumber } from '../../ui/index.js';
import { momentOf } from './identity.js';

/** What a credential is called: by its own name, else by what was achieved. */
export function nameOf(summary: CredentialSummary | null): string {
  return said(summary?.name) ?? said(summary?.achievement?.name) ?? 'A credential without a name';
}

export function issuerOf(summary: CredentialSummary | null): string {
  return said(summary?.issuer.name) ?? said(summary?.issuer.id) ?? 'an issuer that is not named';
}

/** “15 CATS, 6 hours”; null: none is stated. */
export function creditOf(summary: CredentialSummary | null): string | null {
  const parts = (summary?.credit ?? []).map(({ value, unit, scheme }) =>
    [formatNumber(value), said(scheme) ?? unitOf(value, said(unit)) ?? 'credits'].join(' '),
  );
  return parts.length === 0 ? null : parts.join(', ');
}

function unitOf(value: number, unit: string | null): string | null {
  return unit === 'CPD hours' && value === 1 ? 'CPD hour' : unit;
}

/** A day as a credential states it, “30 Mar 2026”; null: none. */
export function dayOf(stated: string | null | undefined): string | null {
  const at = momentOf(stated);
  return at === null ? null : formatDay(at.toISOString().slice(0, 10));
}

/** Lines to paste into a CV. `address`: where it can be checked; `credit` as its page tells it. */
export function cvText(
  summary: CredentialSummary | null,
  { address, credit }: { address: string | null; credit: string | null },
): string {
  const ends = dayOf(summary?.ends);
  const facts = [dayOf(summary?.issued), credit, ends === null ? null : `valid until ${ends}`];
  const lines = [
    `${nameOf(summary)}, ${issuerOf(summary)}`,
    facts.filter((fact) => fact !== null).join(' · '),
    said(summary?.achievement?.description),
    address === null ? null : `Check it: ${address}`,
  ];
  return lines.filter((line) => line !== null && line !== '').join('\n');
}

/**
 * LinkedIn's page for adding a certification, filled in (LinkedIn, “Add to Profile”: startTask, name, organizationName,
 * issueYear, issueMonth, expirationYear, expirationMonth, certUrl, certId). Nothing is sent until its holder follows it.
 */
export function linkedInAddress(
  summary: CredentialSummary | null,
  { address, id }: { address: string | null; id: string },
): string {
  const [issued, ends] = [momentOf(summary?.issued), momentOf(summary?.ends)];
  const fields = new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name: nameOf(summary),
    organizationName: issuerOf(summary),
    ...(issued && { issueYear: String(issued.getUTCFullYear()), issueMonth: String(issued.getUTCMonth() + 1) }),
    ...(ends && { expirationYear: String(ends.getUTCFullYear()), expirationMonth: String(ends.getUTCMonth() + 1) }),
    ...(address !== null && { certUrl: address }),
    certId: id,
  });
  return `https://www.linkedin.com/profile/add?${fields}`;
}

/** In one line, whatever an issuer wrote; null: nothing. */
function said(text: string | null | undefined): string | null {
  const line = (text ?? '').replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return line === '' ? null : line;
}
