/** The front door of the web server. */
export type { Access, AccessRules, RateLimit, RouteRule } from './access.js';
export type { App } from './app.js';
export type { AssetFile } from './asset-routes.js';
export type { PageFrame } from './documentation.js';
export type { ReadinessCheck } from './health.js';
export { drawHtml, html, PLACE } from './html.js';
export { type KeptPage, keepPage, sendKept } from './kept-page.js';
export type { Metrics } from './metrics.js';
export type { ErrorPage, Problem } from './problems.js';
export { forgetAnswers } from './queries.js';
export { sendFile } from './sent-file.js';
export { createServer, ListenError, type Server, type ServerOptions } from './server.js';
export { formPartsOf, takeStreams } from './streams.js';
export { THEMES, type Theme, themeCookie, themeOf } from './theme.js';
export { type SentFile, TornUploadError, takeUploads, type Upload, uploadOf } from './uploads.js';
