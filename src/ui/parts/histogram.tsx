/** Bars over a scale: lichen inside the chosen range, stone outside. For eyes only; the number fields below say and do the same. */

type HistogramProps = {
  bands: readonly { from: number; to: number; count: number }[];
  /** The chosen range in the bands' unit; left out: no bound. */
  from?: number;
  to?: number;
  /** Words at the two ends of the axis. */
  ends: readonly [string, string];
};

export function Histogram({
  bands,
  from = Number.NEGATIVE_INFINITY,
  to = Number.POSITIVE_INFINITY,
  ends,
}: HistogramProps) {
  const most = Math.max(1, ...bands.map(({ count }) => count));
  const bars = bands.map((band) => {
    const inside = band.to > from && band.from <= to ? ' class="in"' : '';
    // A bar of one course among thousands still shows: at least 2 px by the stylesheet, none at all for a count of 0.
    return `<i style="--h:${band.count === 0 ? 0 : Math.max(2, Math.round((100 * band.count) / most))}"${inside}></i>`;
  });
  return (
    <>
      <div class="hist" aria-hidden="true" dangerouslySetInnerHTML={{ __html: bars.join('') }} />
      <div class="hist-axis" aria-hidden="true">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </div>
    </>
  );
}
