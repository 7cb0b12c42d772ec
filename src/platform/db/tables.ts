// biome-ignore lint/complexity/noBannedTypes: filled by `npm run check -- --write`.
export type Tables = {};
