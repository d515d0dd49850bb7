import { useCallback, useState } from 'react';
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

/** Reads the chart on demand. */
export function useChart(api: WorkspaceApi): ChartRead {
  const [chart, setChart] = useState<Chart>();
  const [reading, setReading] = useState(false);
  const [error, setError] = useState<ApiError>();
  const read = useCallback(
    async (again: boolean) => {
      setReading(true);
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
  return { chart, reading, error, read };
}
