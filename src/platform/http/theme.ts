/** Light or dark, as a visitor chose for this browser: a cookie, since it must work without script and be there before the first paint. */
import type { FastifyRequest } from 'fastify';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const YEAR = 31_536_000;

/** `system` where nothing was chosen. */
export function themeOf(request: Pick<FastifyRequest, 'headers'>): Theme {
  const chosen = /(?:^|;\s*)theme=(light|dark)(?:;|$)/.exec(request.headers.cookie ?? '')?.[1];
  return (chosen as Theme | undefined) ?? 'system';
}

/** The `Set-Cookie` that keeps the choice for a year; `system` takes it away. */
export function themeCookie(theme: Theme, isSecure: boolean): string {
  const life = theme === 'system' ? 0 : YEAR;
  return `theme=${theme}; Path=/; Max-Age=${life}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
}

/** Says the theme on the root of a document, for the stylesheet. Pages know nothing of it. */
export function withTheme(document: string, theme: Theme): string {
  return theme === 'system' || !document.startsWith('<html')
    ? document
    : `<html data-theme="${theme}"${document.slice('<html'.length)}`;
}
