import type { MissingRead } from '../../core/chart/chart.ts';

interface AbsentProps {
  readonly missing: readonly MissingRead[];
  /** The resource types that would hold it. */
  readonly resources: readonly string[];
  /** What is said when all was read and nothing was there: `No scores in the chart.` */
  readonly none: string;
}

/** Says that there is nothing, but only where all was read; else that it is not known. */
export function Absent({ missing, resources, none }: AbsentProps) {
  const unread = missing.some(({ resource }) => resources.includes(resource));
  return <p className="empty">{unread ? 'Not known: this part of the chart was not read, or not all of it.' : none}</p>;
}
