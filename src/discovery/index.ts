/** The front door of discovery: the index that follows the catalogue, and what can be asked of it. */
export { checks } from './actions/checks.js';
export { type AmongCourses, type Discovery, openDiscovery } from './actions/open.js';
export { openReach, type Reach } from './actions/reach.js';
export { withSigned } from './actions/recognised.js';
export { removeSnapshot } from './actions/snapshot.js';
export { WeighingTooSlow } from './actions/weighing.js';
export { type Ask, searchCommand, searchEvalCommand } from './commands/index.js';
export { toCalendar } from './formats/calendar.js';
export { csvOf } from './formats/table.js';
export { searchAddress, searchString } from './pages/address.js';
export { cardHtml } from './pages/card-html.js';
export { chipsOf } from './pages/chips.js';
export { ProviderNamed } from './pages/course-card.js';
export { disownSnapshots } from './queries.js';
export { addReachRoutes, reachPlaces } from './routes/reach.js';
export { addDiscoveryRoutes } from './routes.js';
export { allInPence } from './rules/all-in.js';
export { earnedBy, placesOf } from './rules/document.js';
export { labelOf } from './rules/labels.js';
export { pointOf } from './rules/places.js';
export { NEAR_KM } from './rules/question.js';
export {
  type Attribute,
  EASE_STEPS,
  FACETS,
  type Fit,
  FLAG,
  type Judge,
  type Measure,
  MOST_ATTRIBUTES,
  MOST_KEPT,
  NEVER,
  type Range,
  SearchAnswer,
  SearchItem,
  SearchQuery,
  type TextMatch,
  type Trait,
  type Valuation,
  type Valued,
} from './schema.js';
