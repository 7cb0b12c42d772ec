/** The look: layout, fields, pieces and what the browser loads. Knows no feature. */
export { type Asset, type Assets, assets, type Enhancer } from './assets.js';
export { CompareTray } from './parts/compare-tray.js';
export { drawnOnce } from './parts/drawn-once.js';
export { Field, SearchBox, Select, TextArea, Tick } from './parts/fields.js';
export { ActForm, FormPage, Notice, PageHead, PlaceList, type Refusal } from './parts/forms.js';
export { Histogram } from './parts/histogram.js';
export { escapeHtml, escapeXml, narrowHtml, optionsHtml, type TickValue, ticksHtml } from './parts/html-text.js';
export { Icon, type IconName, Mark, Star } from './parts/icon.js';
export { type Frame, Layout, type LayoutProps, type NavLink } from './parts/layout.js';
export {
  Act,
  Chip,
  Crumbs,
  type Fact,
  FactTable,
  IndexList,
  NotStated,
  Pager,
  ratingInWords,
  Section,
  State,
  Tag,
} from './parts/pieces.js';
export { Pebbles, Stone } from './parts/stone.js';
export {
  countOf,
  formatDay,
  formatHours,
  formatLongDay,
  formatMoney,
  formatMonth,
  formatNumber,
  formatShortDay,
  listInWords,
  monthsBetween,
  sentence,
  sourceOn,
} from './parts/words.js';
