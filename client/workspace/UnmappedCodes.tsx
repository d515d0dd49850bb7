import type { UnmappedCode } from '../../core/chart/chart.ts';

/** Results that look like scores and are left out because nobody has said what this EHR's codes for them mean. */
export function UnmappedCodes({ codes }: { readonly codes: readonly UnmappedCode[] }) {
  const results = codes.reduce((sum, { count }) => sum + count, 0);
  if (results === 0) return null;
  return (
    <details className="unmapped" data-testid="unmapped">
      <summary>
        {results === 1 ? '1 result looks like a score' : `${results} results look like scores`}, but this EHR’s codes
        for {results === 1 ? 'it' : 'them'} are not mapped
      </summary>
      <p className="hint">Tell your integrator these codes; until then they are not in the thread or the note.</p>
      <ul>
        {codes.map(({ system, code, title, count }) => (
          <li key={`${system}|${code}`}>
            {title && <span>{title} </span>}
            <code>
              {system}|{code}
            </code>{' '}
            <span className="muted">{count === 1 ? 'once' : `${count} times`}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
