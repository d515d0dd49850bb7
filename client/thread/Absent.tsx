import type { MissingRead } from '../../core/chart/chart.ts';

interface AbsentProps {
  readonly missing: readonly MissingRead[];
  /** The parts still under way, by the names they have in `missing`. */
  readonly pending: readonly string[];
  /** The resource types that would hold it. */
  readonly resources: readonly string[];
  /** What is said when all was read and nothing was there: `No scores in the chart.` */
  readonly none: string;
}

/** Says that there is nothing, but only where all was read; else that it is still read, or not known. */
export function Absent({ missing, pending, resources, none }: AbsentProps) {
  const unread = missing.filter(({ resource }) => resources.includes(resource));
  if (unread.some(({ what }) => pending.includes(what))) return <p className="empty">Still reading…</p>;
  return (
    <p className="empty">
      {unread.length > 0 ? 'Not known: this part of the chart was not read, or not all of it.' : none}
    </p>
  );
}
