/** What this launch may not do, a line each; the last line is for whoever looks after the registration. */
export function LaunchNotices({ notices }: { readonly notices: readonly string[] }) {
  const cause = notices.at(-1);
  if (cause === undefined) return null;
  return (
    <section className="notice" aria-label="Missing permissions" data-testid="launch-notices">
      <ul>
        {notices.slice(0, -1).map((notice) => (
          <li key={notice}>{notice}</li>
        ))}
      </ul>
      <p className="hint">{cause}</p>
    </section>
  );
}
