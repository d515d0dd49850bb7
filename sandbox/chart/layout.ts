import { type Content, html } from '../html.ts';

/** A whole page of the EHR. `clinicianName` shows who is logged in, with the way out. */
export function page({
  title,
  body,
  clinicianName,
  wide = false,
}: {
  title: string;
  body: Content;
  clinicianName?: string | undefined;
  wide?: boolean;
}): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Harborview EHR (sandbox)</title>
<link rel="stylesheet" href="/public/chart.css">
<link rel="icon" href="data:,">
</head>
<body${wide ? html` class="wide"` : ''}>
<a class="skip" href="#main">Skip to content</a>
<header class="top" aria-label="Harborview EHR">
<a class="brand" href="/patients">Harborview EHR</a>
<span class="environment">Sandbox · synthetic patients</span>
${clinicianName ? html`<form class="who" method="post" action="/logout"><span>${clinicianName}</span><button type="submit">Log out</button></form>` : ''}
</header>
<main id="main" tabindex="-1" aria-label="${title}">
${body}
</main>
</body>
</html>`.text;
}
