/** Badges in SVG: Open Badges 3.0 §5.3.2 (`openbadges:credential`) and the Baking Specification of 2.0 (`openbadges:assertion`). */
export { bakeSvg } from './bake.js';
export { isSvg, unbakeSvg } from './unbake.js';
