/** Addresses in one form, so that the same page from two sources is recognised. */

const TRACKING = new Set(
  (
    'fbclid gclid gclsrc dclid wbraid gbraid msclkid twclid ttclid yclid igshid mc_cid mc_eid _ga _gl _hsenc _hsmi mkt_tok ' +
    'irclickid irgwc ranmid raneaid ransiteid siteid aff_id affiliate_id trk trkcampaign vero_id s_kwcid cjevent wt.mc_id'
  ).split(' '),
);
const LONGEST = 2000;

/**
 * `https://host/path?query` with the host in lower case and without default port, fragment, tracking parameters or
 * trailing slash. The scheme stays as written. Null for anything but http and https, for addresses with a password, for
 * a host without a dot and for more than 2,000 characters.
 */
export function canonicalUrl(text: string): string | null {
  if (text.length > LONGEST * 2) return null;
  const trimmed = text.trim();
  if (!/^https?:\/\//i.test(trimmed) || /\s/.test(trimmed)) return null;
  const url = URL.parse(trimmed);
  if (!url || url.username || url.password || !/[^.]\.[^.]/.test(url.hostname)) return null;
  const query = url.search.length > 1 ? meaningful(url.search.slice(1)) : '';
  const path = url.pathname.replace(/\/+$/, '');
  const address = `${url.protocol}//${url.host.replace(/\.(?=$|:)/, '')}${path}${query && `?${query}`}`;
  return address.length > LONGEST ? null : address;
}

function meaningful(query: string): string {
  return query
    .split('&')
    .filter((part) => {
      const name = (part.split('=', 1)[0] ?? '').toLowerCase();
      return part !== '' && !name.startsWith('utm_') && !TRACKING.has(name);
    })
    .join('&');
}

/** What two addresses of one page share: no scheme, no `www.`. For comparing only. */
export function urlKey(canonical: string): string {
  return canonical.replace(/^https?:\/\/(www\.)?/, '');
}

const HREF = /<a\s[^<>]{0,2000}?href\s*=\s*(?:"([^"<>]{1,4000})"|'([^'<>]{1,4000})')/i;

/** The address inside `<a href="…">…</a>`; a bare address passes too. */
export function urlFromAnchor(text: string): string | null {
  const head = text.slice(0, 10_000);
  const found = HREF.exec(head);
  return canonicalUrl((found ? (found[1] ?? found[2] ?? '') : head).replace(/&amp;/g, '&'));
}
