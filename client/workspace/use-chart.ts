import { useCallback, useEffect, useState } from 'react';
import type { Chart } from '../../core/chart/chart.ts';
import { type ApiError, asApiError } from '../api/api-error.ts';
import type { WorkspaceApi } from '../api/workspace-api.ts';

/** The chart as last read; an error of a later read leaves what was read before in place. */
export interface ChartRead {
  readonly chart: Chart | undefined;
  readonly reading: boolean;
  readonly error: ApiError | undefined;
  readonly read: (again: boolean) => Promise<void>;
}

/** Milliseconds before each further look at a chart whose slow parts are still being read; then the page stops looking. */
const LOOKS_MS: readonly number[] = [500, 1000, 1500, 2000, 3000, 4000, 5000, 5000, 10_000, 10_000, 10_000, 10_000];

/** Reads the chart on demand, and looks again by itself while parts of it are under way. */
export function useChart(api: WorkspaceApi): ChartRead {
  const [chart, setChart] = useState<Chart>();
  const [reading, setReading] = useState(false);
  const [error, setError] = useState<ApiError>();
  const [looks, setLooks] = useState(0);
  const read = useCallback(
    async (again: boolean) => {
      setReading(true);
      setLooks(0);
      try {
        setChart(await api.chart(again));
        setError(undefined);
      } catch (thrown) {
        setError(asApiError(thrown));
      }
      setReading(false);
    },
    [api],
  );
  const pending = (chart?.pending?.length ?? 0) > 0;
  useEffect(() => {
    const delay = LOOKS_MS[looks];
    if (!pending || reading || delay === undefined) return;
    let left = false;
    const timer = setTimeout(() => {
      // A look that fails says nothing: what is on the screen stays, and the next look may succeed.
      void api
        .chart(false)
        .then(
          (next) => left || setChart(next),
          () => undefined,
        )
        .finally(() => left || setLooks(looks + 1));
    }, delay);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [api, pending, reading, looks]);
  return { chart, reading, error, read };
}
